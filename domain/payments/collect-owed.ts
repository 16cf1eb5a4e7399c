import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import type { Tx } from '#lib/db.ts'
import { least } from './least.ts'

/**
 * What was refunded or disputed after it had been spent is owed, and the next payment pays it first. An operator's credit does not:
 * it was given for a reason of its own.
 */
export async function collectOwed(tx: Tx, accountId: string): Promise<void> {
  const owed = await tx.query<{ id: string; nanos: bigint }>(
    `select id, owed_nanos as nanos from payments where account_id = $1 and owed_nanos > 0 order by created_at for update`,
    [accountId],
  )
  if (owed.length === 0) return
  let available = await lockBalance(tx, accountId)
  for (const { id, nanos } of owed) {
    const amountNanos = least(nanos, available)
    if (amountNanos === 0n) return
    await tx.query(
      `update payments set owed_nanos = owed_nanos - $3, taken_nanos = taken_nanos + $3 where account_id = $1 and id = $2`,
      [accountId, id, amountNanos],
    )
    await postEntries(tx, accountId, [
      { kind: 'debit', amountNanos, messageId: null, isTest: false, reason: `owed since payment ${id} was taken back` },
    ])
    available -= amountNanos
  }
}
