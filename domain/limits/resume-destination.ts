import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/is-id.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'

/** Lets a key send to a prefix again. What went before does not count again. Once more does nothing. */
export async function resumeDestination(scope: Scope, id: string): Promise<void> {
  demand(scope, 'billing.manage')
  if (!isId(id)) throw new Refusal('not_found')
  await tenantTransaction(scope.accountId, async (tx) => {
    const [trip] = await tx.query<{ prefix: string; resumedAt: Date | null }>(
      'select prefix, resumed_at as "resumedAt" from fuse_trips where account_id = $1 and id = $2 for update',
      [scope.accountId, id],
    )
    if (!trip) throw new Refusal('not_found')
    if (trip.resumedAt) return
    await tx.query('update fuse_trips set resumed_at = $3, resumed_by = $4 where account_id = $1 and id = $2', [
      scope.accountId,
      id,
      now(),
      scope.actor.name,
    ])
    await appendAudit(tx, scope, {
      action: 'fuse.resumed',
      object: trip.prefix,
      before: { resumed: false },
      after: { resumed: true },
    })
  })
}
