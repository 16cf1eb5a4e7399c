import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { tenantTransaction } from '#lib/db.ts'

/** Everybody can buy them again at once. What is not in the cart stays as it is. */
export async function removeFromCart(scope: Scope, numbers: readonly string[]): Promise<void> {
  demand(scope, 'numbers.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    // In the order of whoever reserves and buys.
    await lockBalance(tx, scope.accountId)
    await tx.query('delete from cart_numbers where account_id = $1 and e164 = any($2)', [scope.accountId, numbers])
    await tx.query(
      `update inventory set reserved_by = null, reserved_until = null
       where e164 = any(array(select e164 from inventory where e164 = any($2) and reserved_by = $1 order by e164 for update))`,
      [scope.accountId, numbers],
    )
  })
}
