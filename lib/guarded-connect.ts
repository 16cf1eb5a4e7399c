/** Where requests to customers' addresses may lead: judged after DNS, at every connection. `guarded-fetch.ts` and `measured-post.ts` lean on it. */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { env } from './env.ts'
import { forbiddenAddress } from './public-address.ts'

export const CONNECT_TIMEOUT_MS = 5_000
export const LEADS_INSIDE = 'LEADS_INSIDE'

function inside(sentence: string): Error {
  return Object.assign(new Error(sentence), { code: LEADS_INSIDE })
}

/** Null when an address written as digits may be called, or is none; such a one never meets the look-up. */
export function judgeLiteral(hostname: string): Error | null {
  const bare = bareHost(hostname)
  const reason = isIP(bare) && !env.webhooks.allowPrivateTargets ? forbiddenAddress(bare) : null
  return reason ? inside(`the address leads inside: ${reason}`) : null
}

/** Every address must be good: which of them is called is not ours to choose. */
function judge(hostname: string, addresses: readonly LookupAddress[]): Error | null {
  if (env.webhooks.allowPrivateTargets) return null
  const reason = addresses.map(({ address }) => forbiddenAddress(address)).find((one) => one !== null)
  return reason ? inside(`${hostname} leads inside: ${reason}`) : null
}

export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (fault, found) => {
    const addresses = (found ?? []) as LookupAddress[]
    const refused = fault ?? judge(hostname, addresses)
    if (refused) callback(refused, '', 0)
    else if (options.all) callback(null, addresses)
    else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 0)
  })
}

/** The same, awaited. */
export function resolveGuarded(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    guardedLookup(hostname, { all: true }, (fault, found) => {
      if (fault) reject(fault)
      else resolve(found as unknown as LookupAddress[])
    })
  })
}

/** `[::1]` → `::1` */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
