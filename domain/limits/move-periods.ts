import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'

/** A step: the account's zone is another; the periods that run begin and end where that zone's do, and keep what was spent. The balance is locked. */
export async function movePeriods(tx: Tx, accountId: string, zone: string): Promise<void> {
  await tx.query(
    `update spend_limits set window_from = window_start(period, $2, $3), window_until = window_end(period, $2, $3)
     where account_id = $1 and window_until > $2`,
    [accountId, now(), zone],
  )
}
