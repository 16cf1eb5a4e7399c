/** The export of each day: the day is the account's own, whatever the clocks do. */
import { beforeAll, expect, test } from 'vitest'
import type { Scope } from '#domain/access/scope.ts'
import { deleteSchedule, pauseSchedule, resumeSchedule } from '#domain/exports/change-schedule.ts'
import { readExportChoice, USUAL_CHOICE } from '#domain/exports/export-choice.ts'
import type { ExportRow } from '#domain/exports/export-rows.ts'
import { listExports } from '#domain/exports/list-exports.ts'
import { listSchedules } from '#domain/exports/list-schedules.ts'
import { makeSchedule } from '#domain/exports/make-schedule.ts'
import { runExport } from '#domain/exports/run-export.ts'
import { runSchedules } from '#domain/exports/run-schedules.ts'
import { NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import { query } from '#lib/db.ts'
import { HOUR_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'
import { personOf } from '#tests/support/own-person.ts'
import { accept } from '#tests/support/road.ts'

const choice = readExportChoice({ ...USUAL_CHOICE, columns: ['time'] }, 'UTC').choice
const NEW_YORK = 'America/New_York'
let owner: TestAccount
let person: Scope

beforeAll(async () => {
  owner = await makeAccount()
  person = await personOf(owner)
  await ask('update accounts set time_zone = $2 where id = $1', [owner.scope.accountId, NEW_YORK])
  await query('select ensure_partitions($1, $2)', [new Date('2026-10-01Z'), new Date('2027-04-30Z')])
})

const at = <T>(moment: string, work: () => Promise<T>) => withClockAt(new Date(moment), work)
const schedule = (name: string) =>
  makeSchedule(person, { name, filter: { ...NO_MESSAGE_FILTER, range: '7d', direction: 'outbound' }, choice })

async function newest(): Promise<ExportRow | undefined> {
  return (await listExports(person, null)).exports[0]
}

/** A message every hour from an hour before the day to an hour after it; the export of the day has those of its own hours. */
async function expectDay(day: string, midnight: string, hours: number): Promise<void> {
  const start = new Date(midnight).getTime()
  const id = await at(midnight, () => schedule(`of ${day}`))
  for (let hour = -1; hour <= hours; hour += 1)
    await withClockAt(new Date(start + hour * HOUR_MS), () => accept(owner, { body: `hour ${hour} of ${day}` }))
  const end = start + hours * HOUR_MS
  await withClockAt(new Date(end + 60_000), () => runSchedules())
  expect((await newest())?.day).not.toBe(day)
  await withClockAt(new Date(end + 6 * 60_000), async () => {
    await runSchedules()
    await runSchedules()
    await runExport(new AbortController().signal)
  })
  expect(await newest()).toMatchObject({ day, state: 'done', rows: BigInt(hours), scheduleId: id })
  expect(await listSchedules(person)).toMatchObject([{ last: { day, state: 'done', rows: hours } }])
  await deleteSchedule(person, { id })
}

test('the day has 24 hours, 25 when clocks are set back and 23 when they are set forward', async () => {
  await expectDay('2026-10-30', '2026-10-30T04:00:00Z', 24)
  await expectDay('2026-11-01', '2026-11-01T04:00:00Z', 25)
  await expectDay('2027-03-14', '2027-03-14T05:00:00Z', 23)
})

test('paused, nothing is made; resumed, it goes on from that day; a worker that was away makes up for its days', async () => {
  const id = await at('2027-03-20T16:00:00Z', () => schedule('with a pause'))
  await at('2027-03-20T17:00:00Z', () => pauseSchedule(person, { id }))
  const days = async () =>
    (await ask<{ day: string }>('select day::text from exports where schedule_id = $1 order by day', [id])).map(
      (one) => one.day,
    )
  await at('2027-03-23T16:00:00Z', () => runSchedules())
  expect(await days()).toEqual([])
  await at('2027-03-23T16:00:00Z', () => resumeSchedule(person, { id }))
  await at('2027-03-26T16:00:00Z', async () => {
    while (await runSchedules());
  })
  expect(await days()).toEqual(['2027-03-23', '2027-03-24', '2027-03-25'])
  await deleteSchedule(person, { id })
  expect(await listSchedules(person)).toEqual([])
})

test('an account that moves west gets no day twice nor half of one, and holds up nobody else’s', async () => {
  const days = async (id: string) =>
    (await ask<{ day: string }>('select day::text from exports where schedule_id = $1 order by id', [id])).map(
      ({ day }) => day,
    )
  const mover = await makeAccount()
  const move = (zone: string) => ask('update accounts set time_zone = $2 where id = $1', [mover.scope.accountId, zone])
  const theirs = await personOf(mover)
  await move('Pacific/Kiritimati')
  const id = await at('2027-04-01T00:00:00Z', () =>
    makeSchedule(theirs, { name: 'moves', filter: NO_MESSAGE_FILTER, choice }),
  )
  const other = await at('2027-04-01T23:00:00Z', () => schedule('stays'))
  await at('2027-04-01T10:10:00Z', () => runSchedules())
  await move('Pacific/Pago_Pago')
  await at('2027-04-01T10:11:00Z', async () => {
    await pauseSchedule(theirs, { id })
    await resumeSchedule(theirs, { id })
  })
  for (const day of [1, 2, 3]) await at(`2027-04-0${day}T11:10:00Z`, () => runSchedules())
  expect(await days(id)).toEqual(['2027-04-01', '2027-03-31', '2027-04-02'])
  expect(await days(other)).toEqual(['2027-04-01', '2027-04-02'])
  await move('Pacific/Kiritimati')
  await at('2027-04-04T11:10:00Z', () => runSchedules())
  await move('Pacific/Pago_Pago')
  await at('2027-04-05T10:10:00Z', () => runSchedules())
  expect((await days(id)).at(-1)).toBe('2027-04-03')
  await deleteSchedule(person, { id: other })
})

test('it stops with a reason when whoever made it has lost the right, is nobody else’s, and there are ten at most', async () => {
  const { scope, personId } = await addMember(owner, 'support')
  const id = await at('2027-03-27T16:00:00Z', () =>
    makeSchedule(scope, { name: 'of support', filter: NO_MESSAGE_FILTER, choice }),
  )
  const stranger = await personOf(await makeAccount())
  await expect(pauseSchedule(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
  await ask('delete from memberships where person_id = $1', [personId])
  await at('2027-03-28T16:00:00Z', () => runSchedules())
  const [stopped] = await listSchedules(person)
  expect(stopped?.problem).toContain('may not read messages of this account any more')
  expect(stopped?.pausedAt).not.toBeNull()
  for (let nth = 1; nth < 10; nth += 1) await schedule(`daily ${nth}`)
  await expect(schedule('one more')).rejects.toMatchObject({ code: 'too_many_export_schedules' })
  await expect(schedule('')).rejects.toMatchObject({ code: 'invalid' })
})

test('one that cannot be asked for keeps no other waiting, and a day that was there once is not made again', async () => {
  const [broken, whole] = [await makeAccount(), await makeAccount()]
  const set = async ({ scope }: TestAccount, sql: string) => ask(`update ${sql} = $1`, [scope.accountId])
  for (const one of [broken, whole]) {
    const maker = await personOf(one)
    await at('2027-04-01T16:00:00Z', () => makeSchedule(maker, { name: 'daily', filter: NO_MESSAGE_FILTER, choice }))
  }
  await set(broken, "export_schedules set due_at = '2027-04-01T00:00:00Z' where account_id")
  await set(broken, "accounts set time_zone = 'Nowhere/At_All' where id")
  const daysOf = ({ scope }: TestAccount) =>
    ask('select day::text from exports where account_id = $1', [scope.accountId])
  const run = () => at('2027-04-02T16:00:00Z', () => runSchedules())
  await run()
  expect([await daysOf(broken), await daysOf(whole)]).toEqual([[], [{ day: '2027-04-01' }]])
  await set(whole, "export_schedules set next_day = '2027-04-01', due_at = '2027-04-01T00:00:00Z' where account_id")
  await run()
  expect(await daysOf(whole)).toHaveLength(1)
})
