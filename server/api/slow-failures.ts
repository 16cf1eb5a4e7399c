/**
 * Wrong credentials slow an address down: 60 at once, then one a second; past that they are answered 429 instead of 401. A right
 * credential is let through from anywhere at any time, so nobody can lock out a client behind the same address.
 *
 * Its limits: each API process counts for itself, and a secret whose checksum is right must be looked up before it is known to be
 * wrong. Such look-ups share round trips and what is found is remembered (`domain/access/open-key.ts`); garbage asks no database.
 */
import { networkOf } from '#lib/address-range.ts'
import { Refusal } from '#lib/refusals.ts'

const BURST = 60
const EVERY_MS = 1_000
const MAX_ADDRESSES = 50_000

/** How full the bucket of an address is, and when that was true. Oldest first: that one is forgotten when there are too many. */
const buckets = new Map<string, { failures: number; at: number }>()

/** Counts one more. Throws `slow_down` when it was one too many. */
export function countFailure(address: string): void {
  const key = networkOf(address)
  const at = performance.now()
  const before = buckets.get(key)
  const left = before ? Math.max(0, before.failures - (at - before.at) / EVERY_MS) : 0
  // A refused try does not make the bucket fuller, or the waiting would never end.
  const over = left + 1 - BURST
  const failures = over > 0 ? left : left + 1
  buckets.delete(key)
  buckets.set(key, { failures, at })
  const [oldest] = buckets.keys()
  if (oldest !== undefined && buckets.size > MAX_ADDRESSES) buckets.delete(oldest)
  if (over <= 0) return
  const seconds = Math.max(1, Math.ceil((over * EVERY_MS) / 1000))
  const wait = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  throw new Refusal('slow_down', { places: { wait }, retryAfterSeconds: seconds })
}
