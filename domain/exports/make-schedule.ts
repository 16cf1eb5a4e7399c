import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type MessageFilter, messageQuery } from '#domain/reports/message-filter.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import type { ExportChoice } from './export-choice.ts'
import { MOST_SCHEDULES } from './export-rows.ts'
import { lockExports } from './lock-exports.ts'
import { columnsFor } from './read-lines.ts'
import { dueAfter } from './schedule-days.ts'

type Input = { name: string; filter: MessageFilter; choice: ExportChoice }

/**
 * Each day the messages of the day before, in the account's zone; the first is today, once it is over. The time of the filter is not
 * kept, the rest is. Its id. Throws `invalid`, `not_allowed`, `too_many_export_schedules`.
 */
export async function makeSchedule(scope: Scope, { name, filter, choice }: Input): Promise<string> {
  demand(scope, 'messages.read')
  const { actor, accountId, origin } = scope
  if (actor.kind !== 'person')
    throw new Refusal('not_allowed', { places: { need: 'A person sets up exports, in the portal.' } })
  if (filter.text !== '') demand(scope, 'messages.content')
  const called = name.trim()
  if (called.length < 1 || called.length > 80 || called.includes('\0'))
    throw invalid({ schedule_name: 'Give it a name of at most 80 characters.' })
  const columns = columnsFor(scope, choice.columns)
  if (columns.length === 0) demand(scope, 'messages.content')
  const kept = { ...filter, range: '', since: '', until: '' } satisfies MessageFilter
  return tenantTransaction(accountId, async (tx) => {
    await lockExports(tx, accountId)
    const there = await tx.query('select from export_schedules where account_id = $1', [accountId])
    if (there.length >= MOST_SCHEDULES)
      throw new Refusal('too_many_export_schedules', { places: { most: String(MOST_SCHEDULES) } })
    const [account] = await tx.query<{ zone: string }>('select time_zone as zone from accounts where id = $1', [
      accountId,
    ])
    const zone = account?.zone ?? 'UTC'
    const at = now()
    const id = newId(at)
    const today = dayOf(at, zone)
    await tx.query(
      `insert into export_schedules (account_id, id, name, filter, format, columns, numbers, made_by, made_by_name, origin, made_at, next_day, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[accountId, id, called, kept, choice.format, columns, choice.numbers],
        ...[actor.id, actor.name, origin, at, today, dueAfter(today, zone)],
      ],
    )
    await appendAudit(tx, scope, {
      action: 'export_schedule.made',
      object: `daily export ${id}`,
      before: null,
      after: {
        name: called,
        format: choice.format,
        columns: columns.join(', '),
        filter: messageQuery(kept).toString(),
      },
    })
    return id
  })
}
