import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { auditOf } from './audit-of.ts'
import { demandFreeName, demandRoom, holdViews, parseViewName, personIn } from './hold-views.ts'
import type { MessageLook } from './message-look.ts'
import { queryOf, shownFilter } from './view.ts'

type Input = { name: string; filter: MessageFilter; look: MessageLook; isShared: boolean }

/** Keeps what is shown under a name: for themselves, or for everybody on the account. */
export async function saveView(scope: Scope, input: Input): Promise<{ id: string }> {
  demand(scope, 'messages.read')
  const person = personIn(scope)
  const name = parseViewName(input.name)
  const { accountId } = scope
  const ownerId = input.isShared ? null : person.id
  const at = now()
  const id = newId(at)
  const query = queryOf(shownFilter(scope, input.filter))
  const { columns, density } = input.look
  await tenantTransaction(accountId, async (tx) => {
    await holdViews(tx, scope)
    await demandFreeName(tx, { accountId, ownerId }, name, null)
    await demandRoom(tx, { accountId, ownerId })
    await tx.query(
      `insert into saved_views (account_id, id, owner_id, made_by_id, made_by, name, query, columns, density, created_at, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
      [accountId, id, ownerId, person.id, person.name, name, query, columns, density, at],
    )
    if (ownerId !== null) return
    const after = auditOf({ name, query, columns: [...columns], density })
    await appendAudit(tx, scope, { action: 'view.shared', object: `view ${name}`, before: null, after })
  })
  return { id }
}
