import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { type Bounds, boundsOfSpan } from '#lib/written-span.ts'
import { type EntryFilter, isOfFilter } from './entry-filter.ts'
import type { SpendSums } from './read-spend.ts'
import { zoneOf } from './spend-span.ts'
import { sumOfTime, sumOfValue } from './sum-of-time.ts'

const QUARTER_MS = 15 * 60_000
/** Before every account. */
const EVER = new Date('2000-01-01T00:00:00Z')

/**
 * What the entries of a filter come to, from the totals; `nanos` above zero left the balance. Null where no total says it: a time that
 * does not begin and end at a quarter of an hour, and a number together with anything else.
 */
export async function sumEntries(scope: Scope, filter: EntryFilter): Promise<SpendSums | null> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const bounds = await boundsOfEntries(tx, scope, filter)
    const tomorrow = new Date(Math.ceil(now().getTime() / QUARTER_MS) * QUARTER_MS + 96 * QUARTER_MS)
    const [from, until] = [bounds.from ?? EVER, bounds.until ?? tomorrow]
    if (from.getTime() % QUARTER_MS !== 0 || until.getTime() % QUARTER_MS !== 0) return null
    if (from >= until) return { nanos: 0n, messages: 0n, parts: 0n }
    const time = { from, until, zone: await zoneOf(tx, scope.accountId) }
    const { number, key, kind, type, destination, rate } = filter
    if (number === '' && key === '') return sumOfTime(tx, scope, time, (line) => isOfFilter(filter, line))
    if ((number && key) || kind || type || destination || rate) return null
    const value = number || key
    return sumOfValue(tx, scope, time, number ? 'number' : 'key', value === 'none' ? '' : value)
  })
}

/** A step: days are the account's, whoever reads. */
export async function boundsOfEntries(tx: Tx, scope: Scope, { since, until }: EntryFilter): Promise<Bounds> {
  if (since === '' && until === '') return { from: null, until: null }
  const bounds = await boundsOfSpan(tx, since, until, await zoneOf(tx, scope.accountId))
  return { from: since === '' ? null : bounds.from, until: until === '' ? null : bounds.until }
}
