/** Asks for the exports of days that are over. */
import { openMember } from '#domain/access/open-member.ts'
import { may } from '#domain/access/permissions.ts'
import type { Origin } from '#domain/access/scope.ts'
import { query, type Tx, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { MINUTE_MS, now } from '#lib/time.ts'
import { withWholeFilter } from './export-row.sql.ts'
import type { ScheduleRow } from './export-rows.ts'
import { insertExport } from './insert-export.ts'
import { dueAfter, nextDay } from './schedule-days.ts'

const BATCH = 50
const AGAIN_AFTER_MS = MINUTE_MS

type Due = Pick<ScheduleRow, 'id' | 'name' | 'filter' | 'format' | 'columns' | 'numbers' | 'nextDay'> & {
  zone: string
  madeBy: string
  madeByName: string
  origin: Origin
}

/** Returns whether there may be more: each run makes one day of each schedule, so a worker that was away makes up for the days. */
export async function runSchedules(): Promise<boolean> {
  const due = await query<{ account_id: string; schedule_id: string }>('select * from due_export_schedules($1, $2)', [
    now(),
    BATCH,
  ])
  let made = 0
  for (const { account_id: accountId, schedule_id: id } of due) if (await runSchedule(accountId, id)) made += 1
  return made > 0
}

async function runSchedule(accountId: string, id: string): Promise<boolean> {
  try {
    return await tenantTransaction(accountId, async (tx) => {
      const [schedule] = await tx.query<Due>(
        `select s.id, s.name, s.filter, s.format, s.columns, s.numbers, s.next_day::text as "nextDay", s.made_by as "madeBy",
           s.made_by_name as "madeByName", s.origin, a.time_zone as zone
         from export_schedules s join accounts a on a.id = s.account_id
         where s.account_id = $1 and s.id = $2 and s.due_at <= $3 for update of s skip locked`,
        [accountId, id, now()],
      )
      if (!schedule) return false
      const scope = await openMember(accountId, schedule.madeBy, schedule.origin)
      if (!scope || !may(scope, 'messages.read')) {
        await pause(tx, accountId, id, 'Whoever made it may not read messages of this account any more.')
        return true
      }
      await askForDay(tx, accountId, withWholeFilter(schedule))
      return true
    })
  } catch (fault) {
    // A refusal: the account's exports wait in a row that is full. Whatever it is, it keeps no other schedule waiting.
    if (!(fault instanceof Refusal))
      log.error(
        { scheduleId: id, fault: fault instanceof Error ? fault.message : String(fault) },
        'a daily export was not asked for',
      )
    await tenantTransaction(accountId, (tx) =>
      tx.query('update export_schedules set due_at = $3 where account_id = $1 and id = $2 and due_at <= $4', [
        accountId,
        id,
        new Date(now().getTime() + AGAIN_AFTER_MS),
        now(),
      ]),
    )
    return false
  }
}

async function askForDay(tx: Tx, accountId: string, schedule: Due): Promise<void> {
  const { id, nextDay: day, zone } = schedule
  // Both after the account moved to a zone further west: the day is not over there, or was exported before it began again.
  const isOver = dueAfter(day, zone) <= now()
  const [made] = await tx.query('select from exports where account_id = $1 and schedule_id = $2 and day = $3', [
    accountId,
    id,
    day,
  ])
  if (isOver && !made) await insertDay(tx, accountId, schedule)
  const next = isOver ? nextDay(day) : day
  await tx.query('update export_schedules set next_day = $3, due_at = $4 where account_id = $1 and id = $2', [
    accountId,
    id,
    next,
    dueAfter(next, zone),
  ])
}

async function insertDay(tx: Tx, accountId: string, schedule: Due): Promise<void> {
  const { id, filter, nextDay: day, zone, madeBy, madeByName, origin } = schedule
  await insertExport(tx, accountId, {
    ...schedule,
    filter: { ...filter, range: '', since: day, until: day },
    filterZone: zone,
    askedAt: now(),
    askedBy: { id: madeBy, name: madeByName },
    origin,
    schedule: { id, day },
  })
}

async function pause(tx: Tx, accountId: string, id: string, problem: string): Promise<void> {
  await tx.query(
    'update export_schedules set paused_at = $3, due_at = null, problem = $4 where account_id = $1 and id = $2',
    [accountId, id, now(), problem],
  )
}
