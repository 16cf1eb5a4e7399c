import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { shownTo } from './export-row.sql.ts'
import type { ScheduleRow } from './export-rows.ts'

/** All there are: an account has few. */
export async function listSchedules(scope: Scope): Promise<ScheduleRow[]> {
  demand(scope, 'messages.read')
  const schedules = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<ScheduleRow>(
      `select s.id, s.name, s.filter, s.format, s.columns, s.numbers, s.made_by_name as "madeByName", s.made_at as "madeAt",
         s.next_day::text as "nextDay", s.due_at as "dueAt", s.paused_at as "pausedAt", s.problem,
         (select jsonb_build_object('id', e.id, 'day', e.day, 'state', e.state, 'rows', e.rows) from exports e
          where e.account_id = $1 and e.schedule_id = s.id order by e.day desc limit 1) as last
       from export_schedules s where s.account_id = $1 order by s.name, s.id`,
      [scope.accountId],
    ),
  )
  return schedules.map((row) => shownTo(scope, row))
}
