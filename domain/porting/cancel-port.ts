import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { movePort } from './move-port.ts'
import { lockOwnOrder } from './save-details.ts'

/** Until its voice has moved. The numbers stay where they are. */
export async function cancelPort(
  scope: Scope,
  { id, note = null }: { id: string; note?: string | null },
): Promise<void> {
  demand(scope, 'numbers.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    await movePort(tx, scope, await lockOwnOrder(tx, scope, id), { to: 'canceled', note })
  })
}
