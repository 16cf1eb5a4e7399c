/** Files of the message log: what is in them, who may have them, how many at once. */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { changeRole } from '#domain/access/change-role.ts'
import { removeMember } from '#domain/access/remove-member.ts'
import type { Scope } from '#domain/access/scope.ts'
import { askExport } from '#domain/exports/ask-export.ts'
import { cancelExport } from '#domain/exports/cancel-export.ts'
import { countExport } from '#domain/exports/count-export.ts'
import { type GivenChoice, readExportChoice, USUAL_CHOICE } from '#domain/exports/export-choice.ts'
import { EXPORT_COLUMN_NAMES } from '#domain/exports/export-columns.ts'
import { valuesSql } from '#domain/exports/export-lines.sql.ts'
import { exportNow } from '#domain/exports/export-now.ts'
import { listExports } from '#domain/exports/list-exports.ts'
import { listSchedules } from '#domain/exports/list-schedules.ts'
import { makeSchedule } from '#domain/exports/make-schedule.ts'
import { manifestOf } from '#domain/exports/manifest.ts'
import { openExportFile } from '#domain/exports/open-export-file.ts'
import { readExport } from '#domain/exports/read-export.ts'
import { runExport, sweepExports } from '#domain/exports/run-export.ts'
import { NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import { CopyOut } from '#lib/copy-out.ts'
import { csvLine } from '#lib/csv.ts'
import { tenantSnapshot, tenantTransaction } from '#lib/db.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { mailsTo } from '#tests/support/mails.ts'
import { addMember } from '#tests/support/member.ts'
import { personOf } from '#tests/support/own-person.ts'
import { acceptAndSend, bring, inbound, receipt } from '#tests/support/road.ts'

const ZONE = 'America/Los_Angeles'
const NASTY = [
  'two\nlines\r\nand "quotes", commas',
  '=HYPERLINK("https://evil.example","press")',
  '+1+1',
  "-2, 'and'",
  '@SUM(A1)',
  '\tcmd|calc',
  '＝1+1',
  "'s-Hertogenbosch",
  'emoji 👩‍👩‍👧‍👦 and 😀, “curly”',
  '\u0001 control \u001f \u007f \\ / \u2028',
  'plain',
]

let owner: TestAccount
let person: Scope

const choose = (given: Partial<GivenChoice> = {}) => readExportChoice({ ...USUAL_CHOICE, ...given }, ZONE).choice
const input = (given: Partial<GivenChoice> = {}, filter = {}) => ({
  filter: { ...NO_MESSAGE_FILTER, ...filter },
  filterZone: ZONE,
  choice: choose(given),
})
const textOf = async (given: Partial<GivenChoice> = {}, filter = {}, scope = person) =>
  Buffer.concat((await exportNow(scope, input(given, filter))).pieces).toString()

async function download(scope: Scope, id: string, part: number | null = null): Promise<Buffer> {
  const file = await openExportFile(scope, id, part)
  const pieces: Buffer[] = []
  for await (const piece of file.pieces) pieces.push(piece)
  expect(Buffer.concat(pieces)).toHaveLength(file.bytes)
  return Buffer.concat(pieces)
}

/** JSON has no bigint. */
const said = (_name: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

const run = (limits: Parameters<typeof runExport>[1] = {}) => runExport(new AbortController().signal, limits)

beforeAll(async () => {
  owner = await makeAccount()
  person = await personOf(owner)
  for (const body of NASTY) await bring(inbound(owner, { text: body }))
  const { carrierId } = await acceptAndSend(owner, { body: '=1+1', tag: '=cmd, "x"' })
  await bring(receipt(owner, carrierId, { state: 'undelivered', errorCode: '042' }))
  await acceptAndSend(owner, { body: 'Still on its way' })
})

describe('what is in the file', () => {
  test('texts with line breaks, quotes, emoji and control characters come back as they were, and no cell is a formula', async () => {
    const csv = await textOf({ columns: EXPORT_COLUMN_NAMES })
    const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true })
    expect(rows.map((row) => row.content?.replace(/^'/, ''))).toEqual([...NASTY, '=1+1', 'Still on its way'])
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    const json = (await textOf({ columns: EXPORT_COLUMN_NAMES, format: 'jsonl' })).trimEnd().split('\n')
    const read = json.map((line) => JSON.parse(line))
    expect(read.map((row) => row.content)).toEqual([...NASTY, '=1+1', 'Still on its way'])
    expect(Object.keys(read[0])).toEqual(Object.keys(rows[0] ?? {}))
    expect(csv).not.toContain('\0')
  })

  test('what the database writes is, to the byte, what the product’s own writer of CSV and JSON makes of the same values', async () => {
    for (const numbers of ['digits', 'national', 'e164'] as const) {
      const all = { format: 'csv' as const, columns: EXPORT_COLUMN_NAMES, numbers }
      const values = await tenantTransaction(owner.scope.accountId, async (tx) => {
        await tx.query(`set local timezone = '${ZONE}'`)
        return tx.query<Record<string, string | number | null>>(
          `select ${valuesSql(all)} from messages m where m.account_id = $1 order by m.id`,
          [owner.scope.accountId],
        )
      })
      const cells = values.map((row) => EXPORT_COLUMN_NAMES.map((_, index) => row[`c${index}`] ?? null))
      expect(await textOf(all)).toBe(`\ufeff${[[...EXPORT_COLUMN_NAMES], ...cells].map(csvLine).join('')}`)
      const objects = cells.map((row) => Object.fromEntries(EXPORT_COLUMN_NAMES.map((name, at) => [name, row[at]])))
      expect(await textOf({ ...all, format: 'jsonl' })).toBe(objects.map((one) => `${JSON.stringify(one)}\n`).join(''))
    }
  })

  test('money is exact, numbers and times are written as was chosen, and only chosen columns are there', async () => {
    const given = { columns: ['price_usd', 'from', 'time', 'error_code'], numbers: 'national', zone: 'Asia/Kolkata' }
    expect(await countExport(person, input({}, { direction: 'outbound' }))).toBe(2)
    const rows: Record<string, string>[] = parse(await textOf(given, { direction: 'outbound' }), {
      columns: true,
      bom: true,
    })
    expect(rows).toHaveLength(2)
    expect(Object.keys(rows[0] ?? {})).toEqual(['time', 'from', 'price_usd', 'error_code'])
    expect(rows[0]).toMatchObject({ price_usd: '0.004000000', error_code: '042' })
    expect(rows[0]?.from).toMatch(/^\(206\) 555-01\d\d$/)
    expect(rows[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+05:30$/)
    expect(new Date(rows[0]?.time ?? '').getTime()).toBeGreaterThan(now().getTime() - DAY_MS)
    expect(readExportChoice({ ...given, format: 'xls', columns: ['nothing'] }, ZONE).problems).toMatchObject({
      columns: expect.stringContaining('There is no column nothing.'),
      format: expect.stringContaining('csv and jsonl'),
    })
  })

  test('a job writes the very bytes of a download at once, in parts whose manifest tells that nothing is missing', async () => {
    const id = await askExport(person, input())
    expect(await run({ rowsPerPart: 5 })).toBe(true)
    const found = await readExport(person, id)
    const whole = gunzipSync(await download(person, id))
    expect(whole.toString()).toBe(await textOf())
    expect(found).toMatchObject({ state: 'done', rows: 13n, sha256: createHash('sha256').update(whole).digest('hex') })
    expect(found.parts.map(({ rows }) => rows)).toEqual([5n, 5n, 3n])
    for (const { number, sha256 } of found.parts) {
      const part = await download(person, id, number)
      expect(createHash('sha256').update(part).digest('hex')).toBe(sha256)
    }
    expect(manifestOf(found)).toMatchObject({ rows: 13, time_zone: ZONE, content_bytes: whole.length })
    const [mail] = await mailsTo(
      (await ask<{ email: string }>('select email from people where id = $1', [person.actor.id]))[0]?.email ?? '',
    )
    expect(mail?.body).toContain(`/messages/exports/${id}`)
  })

  test('a snapshot is not held for ever: each part may be of its own moment, and no row is missing or there twice', async () => {
    const id = await askExport(person, input())
    await run({ rowsPerPart: 5, snapshotMs: 0 })
    expect(gunzipSync(await download(person, id)).toString()).toBe(await textOf())
    const moments = (await readExport(person, id)).parts.map(({ snapshotAt }) => snapshotAt.getTime())
    expect(new Set(moments).size).toBe(3)
  })
})

test('a job is to the byte a download at once, in both formats, with all columns, whatever the filter says', async () => {
  for (const filter of [{}, { text: ", 'and" }, { text: '\\ /' }, { status: 'received,sent' }, { tag: '=cmd, "x"' }])
    for (const format of ['csv', 'jsonl'] as const) {
      const given = { columns: EXPORT_COLUMN_NAMES, numbers: 'e164', format }
      const id = await askExport(person, input(given, filter))
      await run()
      expect(gunzipSync(await download(person, id)).toString()).toBe(await textOf(given, filter))
      expect((await readExport(person, id)).rows).toBeGreaterThan(0n)
    }
})

test('what is sent out whole asks the same wall: nothing of another account, whatever is asked for', async () => {
  const stranger = await makeAccount()
  let seen = 0
  const take = () => {
    seen += 1
  }
  for (const { scope } of [owner, stranger])
    await tenantSnapshot(scope.accountId, (tx) =>
      tx.copyOut(new CopyOut('select id from messages', 'format csv', take)),
    )
  expect(seen).toBe(13)
})

describe('who may have it', () => {
  test('who may not see content gets none: no column, no file that has it, no search in it', async () => {
    const { scope: finance } = await addMember(owner, 'finance')
    const csv = await textOf({ columns: ['time', 'content'] }, {}, finance)
    expect(csv.split('\r\n')[0]).toBe('\ufefftime')
    for (const body of NASTY) expect(csv).not.toContain(body)
    await expect(textOf({ columns: ['content'] }, {}, finance)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(textOf({}, { text: 'emoji' }, finance)).rejects.toMatchObject({ code: 'not_allowed' })
    const id = await askExport(person, input())
    await run()
    await expect(openExportFile(finance, id, null)).rejects.toMatchObject({ code: 'not_allowed' })
    await download(person, id)
  })

  test('who may not see content is not told what others search it for', async () => {
    const { scope: support } = await addMember(owner, 'support')
    const id = await askExport(person, input({}, { text: 'curly' }))
    await makeSchedule(person, { name: 'curls', ...input({}, { text: 'curly' }) })
    await run()
    const seen = async (scope: Scope) => {
      const one = await readExport(scope, id)
      return JSON.stringify(
        [one.filter, await listExports(scope, null), await listSchedules(scope), manifestOf(one)],
        said,
      )
    }
    expect(await seen(person)).toContain('curly')
    expect(await seen(support)).not.toContain('curly')
  })

  test('a zone that only JavaScript knows is refused in words, at once and in the background', async () => {
    await expect(textOf({ zone: 'PST' })).rejects.toMatchObject({ code: 'invalid' })
    const id = await askExport(person, input({ zone: 'PST' }))
    await run()
    expect(await readExport(person, id)).toMatchObject({
      state: 'failed',
      problem: expect.not.stringContaining('fault'),
    })
  })

  test('rights that were lost before the worker came hold: no content, and nothing at all for who has left', async () => {
    const { scope, personId } = await addMember(owner, 'developer')
    const [lowered, left] = [await askExport(scope, input()), await askExport(scope, input())]
    await changeRole(person, { personId, role: 'support' })
    await run()
    expect(await readExport(person, lowered)).toMatchObject({ state: 'done', hasContent: false })
    expect(gunzipSync(await download(person, lowered)).toString()).not.toContain('emoji')
    await removeMember(person, { personId })
    await run()
    expect(await readExport(person, left)).toMatchObject({ state: 'failed', rows: 0n })
  })

  test('another account’s export is not found, and neither file, cancelling nor its rows are to be had', async () => {
    const stranger = await personOf(await makeAccount())
    const id = await askExport(person, input())
    await expect(readExport(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(openExportFile(stranger, id, null)).rejects.toMatchObject({ code: 'not_found' })
    await expect(cancelExport(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
    await run()
    expect(await textOf({ columns: ['id'] }, {}, stranger)).toBe('\ufeffid\r\n')
  })

  test('a file expires after a week and is swept; the row of it stays', async () => {
    const id = await askExport(person, input())
    await run()
    const later = new Date(now().getTime() + 7 * DAY_MS + 1)
    await withClockAt(later, () =>
      expect(openExportFile(person, id, null)).rejects.toMatchObject({ code: 'export_expired' }),
    )
    await withClockAt(new Date(later.getTime() + DAY_MS), () => sweepExports())
    expect(await ask('select 1 from export_chunks where export_id = $1', [id])).toEqual([])
    expect(await readExport(person, id)).toMatchObject({ state: 'done', rows: 13n })
  })
})

test('of twenty exports of one account twelve are taken, two are written at a time, and another account does not wait', async () => {
  const busy = await personOf(await makeAccount())
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => askExport(busy, input())))
  const refused = asked.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(8)
  expect(refused[0]?.reason.message).toContain('2 exports under way and 10 waiting')
  const mine = await askExport(person, input())
  const claimed = await ask<{ account_id: string }>('select account_id from due_exports(now(), 2, 3)')
  expect(claimed.filter((one) => one.account_id === person.accountId)).toHaveLength(1)
  await ask(
    "update exports set state = 'running', lease_until = now() + interval '1 hour' where account_id = $1 and id in (select id from exports where account_id = $1 limit 2)",
    [busy.accountId],
  )
  const due = await ask<{ export_id: string }>('select export_id from due_exports(now(), 2, 5)')
  expect(due.map((one) => one.export_id)).toEqual([mine])
  await cancelExport(person, { id: mine })
  await expect(cancelExport(person, { id: mine })).rejects.toMatchObject({ code: 'export_is_over' })
  expect(await run()).toBe(false)
})

test('one that ten workers have died of is given up', async () => {
  const id = await askExport(person, input())
  await ask("update exports set state = 'running', epoch = 10, lease_until = now() where id = $1", [id])
  expect(await run()).toBe(true)
  expect(await readExport(person, id)).toMatchObject({ state: 'failed', rows: 0n })
})
