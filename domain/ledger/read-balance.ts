import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'

export type Money = { availableNanos: bigint; heldNanos: bigint }
/** `isLow`: below one of the thresholds that are told by letter. Test money stands beside, and is never added to, what was paid for. */
export type Balance = Money & { test: Money; isLow: boolean }

type Columns = Record<'available_nanos' | 'held_nanos' | 'test_available_nanos' | 'test_held_nanos', bigint> & {
  is_low: boolean
}

export async function readBalance(scope: Scope): Promise<Balance> {
  return tenantTransaction(scope.accountId, async (tx) => {
    const [row] = await tx.query<Columns>(
      `select available_nanos, held_nanos, test_available_nanos, test_held_nanos, exists (
         select from money_thresholds($1) t where t.kind = 'low_balance' and t.below_nanos > b.available_nanos) as is_low
       from balances b where account_id = $1`,
      [scope.accountId],
    )
    return {
      availableNanos: row?.available_nanos ?? 0n,
      heldNanos: row?.held_nanos ?? 0n,
      isLow: row?.is_low ?? false,
      test: { availableNanos: row?.test_available_nanos ?? 0n, heldNanos: row?.test_held_nanos ?? 0n },
    }
  })
}
