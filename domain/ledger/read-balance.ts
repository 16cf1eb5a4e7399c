import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'

export type Balance = { availableNanos: bigint; heldNanos: bigint }

export async function readBalance(scope: Scope): Promise<Balance> {
  return tenantTransaction(scope.accountId, async (tx) => {
    const [row] = await tx.query<{ available_nanos: bigint; held_nanos: bigint }>(
      'select available_nanos, held_nanos from balances where account_id = $1',
      [scope.accountId],
    )
    return { availableNanos: row?.available_nanos ?? 0n, heldNanos: row?.held_nanos ?? 0n }
  })
}
