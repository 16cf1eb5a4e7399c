import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { dueAfter } from './schedule-days.ts'

type Found = { name: string; paused: boolean; zone: string }
type Key = [accountId: string, id: string]

/** Days that pass meanwhile are not made up for. Throws `not_found`. */
export async function pauseSchedule(scope: Scope, { id }: { id: string }): Promise<void> {
  await change(scope, id, 'paused', async (tx, key, { paused }) => {
    if (paused) return false
    await tx.query('update export_schedules set paused_at = $3, due_at = null where account_id = $1 and id = $2', [
      ...key,
      now(),
    ])
    return true
  })
}

/** From today on. Throws `not_found`. */
export async function resumeSchedule(scope: Scope, { id }: { id: string }): Promise<void> {
  await change(scope, id, 'resumed', async (tx, key, { paused, zone }) => {
    if (!paused) return false
    const today = dayOf(now(), zone)
    await tx.query(
      `update export_schedules set paused_at = null, problem = null, next_day = $3, due_at = $4 where account_id = $1 and id = $2`,
      [...key, today, dueAfter(today, zone)],
    )
    return true
  })
}

/** Its exports stay. Throws `not_found`. */
export async function deleteSchedule(scope: Scope, { id }: { id: string }): Promise<void> {
  await change(scope, id, 'deleted', async (tx, key) => {
    await tx.query('delete from export_schedules where account_id = $1 and id = $2', key)
    return true
  })
}

async function change(
  scope: Scope,
  id: string,
  what: 'paused' | 'resumed' | 'deleted',
  work: (tx: Tx, key: Key, found: Found) => Promise<boolean>,
): Promise<void> {
  demand(scope, 'messages.read')
  if (!isId(id)) throw new Refusal('not_found')
  const key: Key = [scope.accountId, id]
  await tenantTransaction(scope.accountId, async (tx) => {
    const [found] = await tx.query<Found>(
      `select s.name, s.paused_at is not null as paused, a.time_zone as zone
       from export_schedules s join accounts a on a.id = s.account_id where s.account_id = $1 and s.id = $2 for update of s`,
      key,
    )
    if (!found) throw new Refusal('not_found')
    if (!(await work(tx, key, found))) return
    await appendAudit(tx, scope, {
      action:
        what === 'paused'
          ? 'export_schedule.paused'
          : what === 'resumed'
            ? 'export_schedule.resumed'
            : 'export_schedule.deleted',
      object: `daily export ${id}`,
      before: null,
      after: { name: found.name },
    })
  })
}
