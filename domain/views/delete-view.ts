import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { auditOf } from './audit-of.ts'
import { findToChange, holdViews } from './hold-views.ts'

/** A shared one is gone for everybody. Addresses that carry its filter still show the same. */
export async function deleteView(scope: Scope, { id }: { id: string }): Promise<{ name: string }> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    await holdViews(tx, scope)
    const view = await findToChange(tx, scope, id)
    await tx.query('delete from saved_views where account_id = $1 and id = $2', [scope.accountId, id])
    if (view.owner_id === null)
      await appendAudit(tx, scope, {
        action: 'view.deleted',
        object: `view ${view.name}`,
        before: auditOf(view),
        after: null,
      })
    return { name: view.name }
  })
}
