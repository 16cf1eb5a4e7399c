import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { zoneOf } from './spend-span.ts'
import { sumOfTime } from './sum-of-time.ts'

const QUARTER_MS = 15 * 60_000
/** So many of one quarter of an hour are not added up to say what was left between two of them. */
const MOST_OF_QUARTER = 10_000
/** After everything. */
const END = new Date('2100-01-01T00:00:00Z')

/**
 * A step: the posted balance (available and held) once this entry was posted, in the order of the list: what it is now, and what has left
 * it since. The transaction must see one moment. Null where too many were posted at about the same time.
 */
export async function balanceOnceAt(
  tx: Tx,
  scope: Scope,
  { at, id }: { at: Date; id: string },
): Promise<bigint | null> {
  const quarterEnd = new Date((Math.floor(at.getTime() / QUARTER_MS) + 1) * QUARTER_MS)
  const [balance] = await tx.query<{ posted: bigint }>(
    'select available_nanos + held_nanos as posted from balances where account_id = $1',
    [scope.accountId],
  )
  const [near] = await tx.query<{ nanos: bigint; count: bigint }>(
    `select coalesce(sum(case when kind in ('credit', 'refund') then -amount_nanos else amount_nanos end), 0)::bigint as nanos,
       count(*) as count
     from (select kind, amount_nanos from ledger_postings
       where account_id = $1 and kind not in ('hold', 'release') and not is_test and at >= $2 and at < $4 and (at, id) > ($2, $3)
       order by at, id limit ${MOST_OF_QUARTER + 1}) p`,
    [scope.accountId, at, id, quarterEnd],
  )
  if (!balance || !near || near.count > MOST_OF_QUARTER) return null
  const zone = await zoneOf(tx, scope.accountId)
  const since = await sumOfTime(tx, scope, { from: quarterEnd, until: END, zone }, () => true)
  return balance.posted + near.nanos + since.nanos
}
