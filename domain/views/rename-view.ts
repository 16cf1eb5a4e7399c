import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { demandFreeName, findToChange, holdViews, parseViewName } from './hold-views.ts'

export async function renameView(scope: Scope, input: { id: string; name: string }): Promise<void> {
  demand(scope, 'messages.read')
  const name = parseViewName(input.name)
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    await holdViews(tx, scope)
    const view = await findToChange(tx, scope, input.id)
    if (view.name === name) return
    await demandFreeName(tx, { accountId, ownerId: view.owner_id }, name, view.id)
    await tx.query('update saved_views set name = $3, changed_at = $4 where account_id = $1 and id = $2', [
      accountId,
      view.id,
      name,
      now(),
    ])
    if (view.owner_id !== null) return
    const [before, after] = [{ name: view.name }, { name }]
    await appendAudit(tx, scope, { action: 'view.renamed', object: `view ${view.name}`, before, after })
  })
}
