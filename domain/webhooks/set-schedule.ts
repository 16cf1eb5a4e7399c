import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { demandPlace } from '#domain/routing/demand-place.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { SCHEDULES, type Schedule } from './schedule.ts'

/** In force from the next try of every event on, also of those under way. Throws `invalid`. */
export async function setSchedule(scope: Scope, { schedule }: { schedule: Schedule }): Promise<void> {
  demand(scope, 'routing.manage')
  demandPlace(scope, '')
  if (!SCHEDULES.includes(schedule))
    throw new Refusal('invalid', { fields: { schedule: [`One of: ${SCHEDULES.join(', ')}.`] } })
  await tenantTransaction(scope.accountId, async (tx) => {
    const [known] = await tx.query<{ schedule: Schedule }>(
      'select webhook_schedule as schedule from accounts where id = $1 for no key update',
      [scope.accountId],
    )
    if (!known) throw new Refusal('not_found')
    if (known.schedule === schedule) return
    await tx.query('update accounts set webhook_schedule = $2 where id = $1', [scope.accountId, schedule])
    const [before, after] = [{ schedule: known.schedule }, { schedule }]
    await appendAudit(tx, scope, { action: 'webhook_schedule.set', object: 'account', before, after })
  })
}
