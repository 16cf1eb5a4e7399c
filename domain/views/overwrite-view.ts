import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { auditOf, isSameView } from './audit-of.ts'
import { findToChange, holdViews } from './hold-views.ts'
import type { MessageLook } from './message-look.ts'
import { filterOf, queryOf, shownFilter } from './view.ts'

type Input = { id: string; filter: MessageFilter; look: MessageLook }

/** What is shown now takes the place of what was saved. Words that whoever saves may not search by stay as they are. */
export async function overwriteView(scope: Scope, { id, filter, look }: Input): Promise<{ name: string }> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    await holdViews(tx, scope)
    const view = await findToChange(tx, scope, id)
    const stored = filterOf(view.query)
    const isUnseen = shownFilter(scope, stored).text !== stored.text
    const query = queryOf(isUnseen ? { ...filter, text: stored.text } : shownFilter(scope, filter))
    if (isSameView(view, { query, look })) return { name: view.name }
    const { columns, density } = look
    await tx.query(
      `update saved_views set query = $3, columns = $4, density = $5, changed_at = $6 where account_id = $1 and id = $2`,
      [scope.accountId, id, query, columns, density, now()],
    )
    if (view.owner_id === null)
      await appendAudit(tx, scope, {
        action: 'view.changed',
        object: `view ${view.name}`,
        before: auditOf(view),
        after: auditOf({ name: view.name, query, columns: [...columns], density }),
      })
    return { name: view.name }
  })
}
