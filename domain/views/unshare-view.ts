import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { auditOf } from './audit-of.ts'
import { demandFreeName, demandRoom, findToChange, holdViews, isMember, personIn } from './hold-views.ts'

/** It is its maker's own again; of whoever takes it back, where the maker has left. */
export async function unshareView(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'messages.read')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    await holdViews(tx, scope)
    const view = await findToChange(tx, scope, id)
    if (view.owner_id !== null) return
    const ownerId = (await isMember(tx, accountId, view.made_by_id)) ? view.made_by_id : personIn(scope).id
    await demandFreeName(tx, { accountId, ownerId }, view.name, null)
    await demandRoom(tx, { accountId, ownerId })
    await tx.query('update saved_views set owner_id = $3, changed_at = $4 where account_id = $1 and id = $2', [
      accountId,
      id,
      ownerId,
      now(),
    ])
    const before = auditOf(view)
    await appendAudit(tx, scope, { action: 'view.unshared', object: `view ${view.name}`, before, after: null })
  })
}
