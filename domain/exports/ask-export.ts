import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type MessageFilter, messageQuery } from '#domain/reports/message-filter.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { ExportChoice } from './export-choice.ts'
import { insertExport } from './insert-export.ts'
import { columnsFor } from './read-lines.ts'

type Input = { filter: MessageFilter; filterZone: string; choice: ExportChoice }

/** A worker makes it; its id. Throws `not_allowed`, `too_many_exports`. */
export async function askExport(scope: Scope, { filter, filterZone, choice }: Input): Promise<string> {
  demand(scope, 'messages.read')
  const { actor, accountId, origin } = scope
  if (actor.kind !== 'person')
    throw new Refusal('not_allowed', { places: { need: 'A person asks for exports, in the portal.' } })
  if (filter.text !== '') demand(scope, 'messages.content')
  const columns = columnsFor(scope, choice.columns)
  if (columns.length === 0) demand(scope, 'messages.content')
  return tenantTransaction(accountId, async (tx) => {
    const id = await insertExport(tx, accountId, {
      ...choice,
      columns,
      filter,
      filterZone,
      askedAt: now(),
      askedBy: actor,
      origin,
      schedule: null,
    })
    await appendAudit(tx, scope, {
      action: 'export.asked',
      object: `export ${id}`,
      before: null,
      after: { format: choice.format, columns: columns.join(', '), filter: messageQuery(filter).toString() },
    })
    return id
  })
}
