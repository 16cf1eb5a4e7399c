/** Files of settings: what people and spreadsheets make of them, and what somebody makes to hurt. */
import { describe, expect, test } from 'vitest'
import type { Scope } from '#domain/access/scope.ts'
import { changeNumber } from '#domain/numbers/change-number.ts'
import { exportOwnNumbers } from '#domain/numbers/export-own-numbers.ts'
import { makeImportJob } from '#domain/numbers/make-import-job.ts'
import { NO_FILTER } from '#domain/numbers/number-filter.ts'
import { MAX_JOB_NUMBERS } from '#domain/numbers/number-job.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { type JobDetail, readNumberJob } from '#domain/numbers/read-number-job.ts'
import { runNumberJobs } from '#domain/numbers/run-number-job.ts'
import { startNumberJob } from '#domain/numbers/start-number-job.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { MINUTE_MS } from '#lib/time.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { personOf, whole } from '#tests/support/own-person.ts'

const URL = 'https://hooks.harbor.example/sms'

async function stage(longcodes = 2) {
  const account = await makeAccount({ longcodes })
  const numbers = account.numbers.toSorted()
  return { ...account, numbers, plain: numbers.map((one) => one.slice(1)), person: await personOf(account) }
}

const bringIn = (person: Scope, text: string | Buffer) =>
  makeImportJob(person, { fileName: 'numbers.csv', bytes: [Buffer.from(text)] })

async function workedOff(person: Scope, text: string | Buffer): Promise<JobDetail> {
  const id = await bringIn(person, text)
  await startNumberJob(person, { id })
  while (await runNumberJobs({ batch: 100, leaseMs: MINUTE_MS })) {
    // Until no job is due.
  }
  return readNumberJob(person, id)
}

describe('a file', () => {
  test('sets name, tags and URL of each number that it names; a column that is not there leaves what was', async () => {
    const { scope, person, plain, numbers } = await stage()
    await changeNumber(scope, { e164: numbers[1] ?? '', tags: 'kept' })
    const text = `Number,Alias,SMS request URL,color\n${plain[0]},"Front desk, Berlin",${URL},red\n(${plain[1]?.slice(1, 4)}) 555-${plain[1]?.slice(7)},,,\n`
    expect(await workedOff(person, text)).toMatchObject({ state: 'done', changed: 1, unchanged: 1, failed: 0 })
    expect(await readNumber(scope, plain[0] ?? '')).toMatchObject({
      alias: 'Front desk, Berlin',
      urls: { sms_callback: { url: URL } },
    })
    expect(await readNumber(scope, plain[1] ?? '')).toMatchObject({
      alias: null,
      tags: ['kept'],
      urls: { sms_callback: null },
    })
  })

  test('that was exported and comes back unchanged changes nothing, formulas and apostrophes included', async () => {
    const { scope, person, plain, numbers } = await stage(3)
    await changeNumber(scope, { e164: numbers[0] ?? '', alias: '=HYPERLINK("https://evil.example")', tags: '#1; +vip' })
    await changeNumber(scope, { e164: numbers[1] ?? '', alias: "'s-Hertogenbosch, “the\tdesk”".replace('\t', ' ') })
    await setRequestUrl(scope, { e164: numbers[2] ?? '', kind: 'sms_callback', url: URL })
    const csv = await whole(exportOwnNumbers(person, NO_FILTER))
    expect(csv).toContain(`${plain[0]},"'=HYPERLINK(""https://evil.example"")"`)
    expect(await workedOff(person, csv)).toMatchObject({ state: 'done', total: 3, changed: 0, unchanged: 3, failed: 0 })
  })

  test('has each bad line reported by its line and reason, and the good ones done', async () => {
    const [{ scope, person, plain }, theirs] = [await stage(), await stage()]
    const lines = [
      'number,alias,tags',
      `${plain[0]},Desk,`,
      'PIZZA,Desk,',
      `${theirs.plain[0]},Mine now,`,
      '12075550199,Nobody’s,',
      `${plain[0]},Again,`,
      `${plain[1]},${'x'.repeat(65)},`,
      `${plain[1]},,<script>`,
      `${plain[1]},a"b,`,
      `${plain[1]},a\0b,`,
      `${plain[1]},Last,`,
    ]
    const job = await workedOff(person, lines.join('\n'))
    expect(job).toMatchObject({ state: 'done', total: 10, problems: 6, changed: 2, failed: 8 })
    const reasons = job.failures.map(({ line, reason }) => [line, reason])
    expect(reasons).toEqual([
      [3, expect.stringContaining('no North American number')],
      [4, 'This account has no such number.'],
      [5, 'This account has no such number.'],
      [6, 'Line 2 has this number already.'],
      [7, expect.stringContaining('at most 64')],
      [8, expect.stringContaining('A tag has')],
      [9, expect.stringContaining('quote')],
      [10, expect.stringContaining('NUL')],
    ])
    expect((await readNumber(scope, plain[0] ?? '')).alias).toBe('Desk')
    expect((await readNumber(theirs.scope, theirs.plain[0] ?? '')).alias).toBeNull()
  })
})

describe('a file that cannot be read says why and leaves nothing', () => {
  const UTF16 = Buffer.from('\ufeffnumber,alias\n12065550142,Desk\n', 'utf16le')
  test.each<[string, string | Buffer, string]>([
    ['nothing', '', 'no number'],
    ['a head alone', 'number,alias\n', 'no number'],
    ['no head', '12065550142,Desk\n', 'must name the columns'],
    ['a head without anything to set', 'number,color\n12065550142,red\n', 'at least one'],
    ['a column twice', 'number,alias,alias\n1,2,3\n', 'twice'],
    ['UTF-16', UTF16, 'UTF-16'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'cannot be read'],
  ])('%s', async (_, text, why) => {
    const { scope, person } = await stage(1)
    await expect(bringIn(person, text)).rejects.toMatchObject({
      code: 'file_unreadable',
      message: expect.stringContaining(why),
    })
    expect(await ask('select 1 from number_jobs where account_id = $1', [scope.accountId])).toEqual([])
    expect(await ask('select 1 from number_job_items where account_id = $1', [scope.accountId])).toEqual([])
  })

  test('a million rows: refused at the limit, within the memory of a batch', async () => {
    const { scope, person } = await stage(1)
    let asked = 0
    function* rows() {
      yield Buffer.from('number,alias\n')
      const block = Buffer.from('12065550142,=1+1\n'.repeat(1_000))
      for (; asked < 1_000; asked += 1) yield block
    }
    await expect(makeImportJob(person, { fileName: 'big.csv', bytes: rows() })).rejects.toMatchObject({
      code: 'file_unreadable',
    })
    expect(asked).toBeLessThanOrEqual(MAX_JOB_NUMBERS / 1_000 + 1)
    expect(await ask('select 1 from number_job_items where account_id = $1 limit 1', [scope.accountId])).toEqual([])
  })

  test.each(['', '"'])('one line of fifty megabytes%s: a bad line, never held whole', async (quote) => {
    const { person } = await stage(1)
    function* bytes() {
      yield Buffer.from(`number,alias\n12065550142,${quote}`)
      const block = Buffer.alloc(1_000_000, 'x')
      for (let nth = 0; nth < 50; nth += 1) yield block
      if (quote === '') yield Buffer.from('\n')
    }
    const before = process.memoryUsage().heapUsed + process.memoryUsage().external
    const made = makeImportJob(person, { fileName: 'line.csv', bytes: bytes() })
    const told = await made.then(
      async (id) => (await readNumberJob(person, id)).failures.map((one) => one.reason).join(' '),
      (fault: Error) => fault.message,
    )
    expect(told).toMatch(/longer|quote|bytes/i)
    expect(process.memoryUsage().heapUsed + process.memoryUsage().external - before).toBeLessThan(40_000_000)
  })
})
