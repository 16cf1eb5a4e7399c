import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'

/** The worker that has it finds out with its next write; what it stored is swept. Throws `not_found`, `export_is_over`. */
export async function cancelExport(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'messages.read')
  if (!isId(id)) throw new Refusal('not_found')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const [found] = await tx.query<{ state: string; rows: bigint }>(
      'select state, rows from exports where account_id = $1 and id = $2 for update',
      [accountId, id],
    )
    if (!found) throw new Refusal('not_found')
    if (found.state !== 'waiting' && found.state !== 'running') throw new Refusal('export_is_over')
    await tx.query(
      `update exports set state = 'canceled', ended_at = $3, ended_by = $4, lease_until = null where account_id = $1 and id = $2`,
      [accountId, id, now(), scope.actor.name],
    )
    await appendAudit(tx, scope, {
      action: 'export.canceled',
      object: `export ${id}`,
      before: null,
      after: { rows: Number(found.rows) },
    })
  })
}
