/**
 * What web hooks go to, for limits, health and circuit: a URL without its query, where tokens stand. URLs that came with single messages
 * may differ with each (an id in the path), so those are counted together for their origin.
 */
import { createHash } from 'node:crypto'
import type { EffectiveUrl } from '#domain/routing/effective-url.ts'

export type EndpointKey = { id: string; address: string }

export function endpointOf({ url, from }: EffectiveUrl): EndpointKey {
  const { origin, pathname } = new URL(url)
  const address = from === 'message' ? `${origin} *` : `${origin}${pathname}`
  return { id: endpointId(address), address }
}

/** From the address alone, so that queueing an event asks nothing first (the migration `web_hooks` makes the same). */
export function endpointId(address: string): string {
  const hex = createHash('sha256').update(address).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
