import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { unseal } from '#lib/seal.ts'
import { demandOperator, findOrder } from './order.ts'
import { PIN_PURPOSE } from './save-details.ts'

/** For the operator, who hands it to the losing carrier; the account's audit log says so. Null: none was given. */
export async function readPin(scope: Scope, id: string): Promise<string | null> {
  demandOperator(scope)
  return tenantTransaction(scope.accountId, async (tx) => {
    const order = await findOrder(tx, scope.accountId, id)
    const [row] = await tx.query<{ sealed: Buffer | null }>(
      'select pin_sealed as sealed from port_orders where account_id = $1 and id = $2',
      [scope.accountId, order.id],
    )
    if (!row?.sealed) return null
    await appendAudit(tx, scope, {
      action: 'port_order.pin_read',
      object: `port order ${order.id}`,
      before: null,
      after: null,
    })
    return unseal(PIN_PURPOSE, row.sealed).toString()
  })
}
