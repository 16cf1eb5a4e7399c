import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { auditOf } from './audit-of.ts'
import { demandFreeName, demandRoom, findToChange, holdViews } from './hold-views.ts'

/** Everybody on the account sees it from now on. */
export async function shareView(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'messages.read')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    await holdViews(tx, scope)
    const view = await findToChange(tx, scope, id)
    if (view.owner_id === null) return
    await demandFreeName(tx, { accountId, ownerId: null }, view.name, null)
    await demandRoom(tx, { accountId, ownerId: null })
    await tx.query('update saved_views set owner_id = null, changed_at = $3 where account_id = $1 and id = $2', [
      accountId,
      id,
      now(),
    ])
    const after = auditOf(view)
    await appendAudit(tx, scope, { action: 'view.shared', object: `view ${view.name}`, before: null, after })
  })
}
