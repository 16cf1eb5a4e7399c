/** What a test delivery found, in a sentence that says what to do. One table: each way an address can fail has its row. */
import { MAX_ATTEMPTS } from '#domain/webhooks/record-attempts.ts'
import type { Measured } from '#lib/measured-post.ts'

type Fault = NonNullable<Measured['fault']>

export function judgeTrial(url: string, { statusCode, location, fault }: Measured): { ok: boolean; verdict: string } {
  const { hostname, host } = new URL(url)
  if (fault) {
    const say = FAULTS[fault.step]
    return { ok: false, verdict: say(fault, { hostname, host, statusCode: statusCode ?? 0 }) }
  }
  const status = statusCode ?? 0
  if (status >= 200 && status < 300)
    return { ok: true, verdict: `Answered ${status}: a real event counts as delivered.` }
  return { ok: false, verdict: `Answered ${status}: ${meaningOf(status, location)}` }
}

function meaningOf(status: number, location: string | null): string {
  if (status >= 300 && status < 400)
    return `a redirect${location ? ` to ${location.slice(0, 200)}` : ''}. Redirects are not followed, so real events would fail. Set the address that it leads to.`
  if (status === 401 || status === 403)
    return 'the receiver does not let us in. Events carry no sign-in: check their signature there, or put a token into the path or query.'
  if (status === 404 || status === 410) return 'the receiver has nothing at this path.'
  if (status === 405) return 'the receiver takes no POST at this path.'
  if (status >= 500)
    return `the receiver failed on it. A real event would be tried ${MAX_ATTEMPTS} times, 30 seconds apart, then given up.`
  return 'only 2xx counts as delivered.'
}

type Place = { hostname: string; host: string; statusCode: number }

const FAULTS: Record<Fault['step'], (fault: Fault, place: Place) => string> = {
  dns: ({ code, message }, { hostname }) => {
    if (code === 'LEADS_INSIDE') return `${capital(message)}. Events go to public addresses only.`
    if (code === 'TIMEOUT' || code === 'EAI_AGAIN')
      return `The name service gave no answer for ${hostname}. Try again; if it stays so, look at the DNS of the name.`
    return `The name ${hostname} does not resolve. Check how it is spelled, or wait until its DNS entry is known everywhere.`
  },
  connect: ({ code }, { host }) => {
    if (code === 'ECONNREFUSED') return `Nothing listens at ${host}: the connection was refused.`
    if (code === 'TIMEOUT' || code === 'ETIMEDOUT')
      return `${host} did not take the connection within 5 seconds. A firewall may keep us out.`
    if (code === 'ECONNRESET') return `${host} closed the connection at once.`
    return `${host} cannot be reached from here (${code || 'no reason given'}).`
  },
  tls: ({ code, message }, { hostname }) => CERTIFICATES[code]?.(hostname, message) ?? tlsProblem(code, hostname),
  firstByte: ({ code, message }) => {
    if (code === 'TIMEOUT') return 'No answer within 10 seconds. Answer first, then work on the event.'
    if (code.startsWith('HPE_') || message.includes('HTTP/1.1 protocol')) return 'What came back is not HTTP.'
    if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'The headers of the answer are larger than 16 kB.'
    return 'The connection was closed before an answer came.'
  },
  rest: ({ code }, { statusCode }) =>
    code === 'TIMEOUT'
      ? `Answered ${statusCode}, but the answer did not end within 10 seconds. Real events would fail.`
      : `Answered ${statusCode}, but the connection broke in the middle of the answer. Real events would fail.`,
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

function tlsProblem(code: string, hostname: string): string {
  if (code === 'TIMEOUT') return `${hostname} did not finish the TLS handshake within 5 seconds.`
  if (code === 'ECONNRESET') return `${hostname} closed the connection during the TLS handshake.`
  return `${hostname} does not speak TLS at this port (${code || 'no reason given'}). Check port and https://.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
