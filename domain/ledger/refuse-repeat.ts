import type { Tx } from '#lib/db.ts'
import { MINUTE_MS, now } from '#lib/time.ts'

/** So long the same correction is taken for a command that was run again by mistake. */
const REPEAT_MS = 10 * MINUTE_MS

type Correction = {
  kind: 'credit' | 'debit' | 'refund'
  amountNanos: bigint
  reason: string
  /** The posting that it takes back, if it is of one. */
  reverses: string | null
}

/** The balance is locked: whoever runs the same at the same time finds the first one here. */
export async function refuseRepeat(tx: Tx, accountId: string, correction: Correction): Promise<void> {
  const { kind, amountNanos, reason, reverses } = correction
  const [same] = await tx.query<{ at: Date }>(
    `select at from ledger_postings
     where account_id = $1 and at > $2 and kind = $3 and amount_nanos = $4 and reason = $5 and reverses is not distinct from $6
       and kind not in ('hold', 'release') and not is_test
     order by at desc limit 1`,
    [accountId, new Date(now().getTime() - REPEAT_MS), kind, amountNanos, reason, reverses],
  )
  if (same)
    throw new RangeError(
      `The same was done already, at ${same.at.toISOString().slice(0, 19)}Z: nothing was moved. If it is meant twice, say so with --again.`,
    )
}
