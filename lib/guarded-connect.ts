/** Opens connections to customers' addresses: names are judged after DNS, in the very step that connects, and each step of it is timed. */
import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'
import { env } from './env.ts'
import { LEADS_INSIDE, type Step } from './fault-sentence.ts'
import { resolveName } from './guarded-names.ts'
import { bareHost } from './guarded-target.ts'
import { forbiddenAddress } from './public-address.ts'

const CONNECT_TIMEOUT_MS = 5_000

/** One connection, as far as it came. `step`: the one that is under way, or that failed. */
export type Opening = {
  step: Extract<Step, 'dns' | 'connect' | 'tls' | 'firstByte'>
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  address: string | null
  /** `TLSv1.3`; null without TLS. */
  tls: string | null
}

const connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(), allowH2: false })

export function openConnection(options: buildConnector.Options, callback: buildConnector.Callback): Opening {
  const { protocol, hostname } = options
  const step = isIP(bareHost(hostname)) ? 'connect' : 'dns'
  const opening: Opening = { step, dnsMs: null, connectMs: null, tlsMs: null, address: null, tls: null }
  let from = performance.now()
  const lap = () => {
    const at = performance.now()
    const took = at - from
    from = at
    return took
  }
  const socket = connector(options, callback) as unknown as Socket
  socket.once('lookup', (fault: Error | null) => {
    if (fault || opening.step !== 'dns') return
    opening.dnsMs = lap()
    opening.step = 'connect'
  })
  socket.once('connect', () => {
    opening.connectMs = lap()
    opening.address = socket.remoteAddress ?? null
    opening.step = protocol === 'https:' ? 'tls' : 'firstByte'
  })
  if (socket instanceof TLSSocket)
    socket.once('secureConnect', () => {
      opening.tlsMs = lap()
      opening.tls = socket.getProtocol()
      opening.step = 'firstByte'
    })
  return opening
}

function guardedLookup(): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname)
      .then((found) => {
        const addresses = judged(found)
        if (options.all) callback(null, addresses)
        else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 0)
      })
      .catch((fault) => callback(fault as NodeJS.ErrnoException, '', 0))
  }
}

/** Every address must be good: which of them is called is not ours to choose. Which one was bad is nobody's business. */
function judged(addresses: LookupAddress[]): LookupAddress[] {
  if (!env.webhooks.allowPrivateTargets && addresses.some(({ address }) => forbiddenAddress(address) !== null))
    throw Object.assign(new Error('leads inside'), { code: LEADS_INSIDE })
  return addresses
}
