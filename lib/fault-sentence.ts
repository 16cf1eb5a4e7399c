/** Why a request got no whole answer, in a sentence that says what to do: the same for real events and for test deliveries. */

export const STEPS = ['dns', 'connect', 'tls', 'firstByte', 'rest'] as const
export type Step = (typeof STEPS)[number]

export type FaultCode =
  | 'leads_inside'
  | 'port'
  | 'dns'
  | 'timeout'
  | 'refused'
  | 'unreachable'
  | 'reset'
  | 'tls'
  | 'too_large'
  | 'bad_http'

export type Fault = { step: Step; code: FaultCode; sentence: string }

/** As errors carry them. */
export const LEADS_INSIDE = 'LEADS_INSIDE'
export const TIMEOUT = 'TIMEOUT'

type Raw = { code?: string; message: string }
type Place = { hostname: string; host: string; statusCode: number | null }

export function faultOf(step: Step, raw: Raw, place: Place): Fault {
  const code = codeOf(step, raw)
  return { step, code, sentence: SENTENCES[step](code, raw, place) }
}

function codeOf(step: Step, { code = '', message }: Raw): FaultCode {
  if (code === LEADS_INSIDE) return 'leads_inside'
  if (code === TIMEOUT || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT' || code === 'DNS_SILENT')
    return 'timeout'
  if (step === 'dns') return 'dns'
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'too_large'
  if (code.startsWith('HPE_') || message.includes('HTTP/1.1 protocol')) return 'bad_http'
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') return 'reset'
  if (step === 'tls') return 'tls'
  return step === 'connect' ? 'unreachable' : 'reset'
}

const SENTENCES: Record<Step, (code: FaultCode, raw: Raw, place: Place) => string> = {
  dns: (code, _raw, { hostname }) => {
    // Neither the address nor how it would have answered: whoever wrote the name may not know either.
    if (code === 'leads_inside')
      return `${hostname} leads to an address that is not public. Events go to public addresses only.`
    if (code === 'timeout')
      return `The name service gave no answer for ${hostname}. Try again; if it stays so, look at the DNS of the name.`
    return `The name ${hostname} does not resolve. Check how it is spelled, or wait until its DNS entry is known everywhere.`
  },
  connect: (code, raw, { host }) => {
    if (code === 'refused') return `Nothing listens at ${host}: the connection was refused.`
    if (code === 'timeout') return `${host} did not take the connection within 5 seconds. A firewall may keep us out.`
    if (code === 'reset') return `${host} closed the connection at once.`
    return `${host} cannot be reached from here (${raw.code || 'no reason given'}).`
  },
  tls: (code, raw, { hostname }) => {
    if (code === 'timeout') return `${hostname} did not finish the TLS handshake within 5 seconds.`
    if (code === 'reset') return `${hostname} closed the connection during the TLS handshake.`
    const certificate = CERTIFICATES[raw.code ?? '']
    if (certificate) return certificate(hostname, raw.message)
    return `${hostname} does not speak TLS at this port (${raw.code || 'no reason given'}). Check port and https://.`
  },
  firstByte: (code) => {
    if (code === 'timeout') return 'No answer within 10 seconds. Answer first, then work on the event.'
    if (code === 'bad_http') return 'What came back is not HTTP.'
    if (code === 'too_large') return 'The headers of the answer are larger than 16 kB.'
    return 'The connection was closed before an answer came.'
  },
  rest: (code, _raw, { statusCode }) => {
    if (code === 'timeout') return `Answered ${statusCode}, but the answer did not end within 10 seconds.`
    if (code === 'bad_http') return `Answered ${statusCode}, but what followed is not HTTP.`
    return `Answered ${statusCode}, but the connection broke in the middle of the answer.`
  },
}

const CERTIFICATES: Record<string, (hostname: string, message: string) => string> = {
  CERT_HAS_EXPIRED: (hostname) => `The certificate of ${hostname} has expired. Renew it.`,
  CERT_NOT_YET_VALID: (hostname) => `The certificate of ${hostname} is not valid yet. Check the clock that made it.`,
  ERR_TLS_CERT_ALTNAME_INVALID: (hostname, message) =>
    `The certificate is for another name${namesOf(message)}, not for ${hostname}.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: (hostname) =>
    `${hostname} signed its certificate itself, so nobody vouches for it. Use one of a public authority.`,
  SELF_SIGNED_CERT_IN_CHAIN: (hostname) => `The certificate of ${hostname} comes from an authority that is not public.`,
  CERT_SIGNATURE_FAILURE: (hostname) => `The certificate of ${hostname} was not signed by whom it names.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: incomplete,
  UNABLE_TO_GET_ISSUER_CERT: incomplete,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: incomplete,
}

/** ` (DNS:hooks.example.com)`, as Node ends its sentence. */
function namesOf(message: string): string {
  const names = /cert's altnames: (.*)$/.exec(message)?.[1]
  return names ? ` (${names.slice(0, 200)})` : ''
}

function incomplete(hostname: string): string {
  return `The certificate of ${hostname} comes without those that vouch for it. Let the server send the whole chain.`
}
