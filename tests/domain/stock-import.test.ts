import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { AREA_CODES } from '#domain/numbers/area-codes.ts'
import { confirmFoc } from '#domain/porting/operate-port.ts'
import { env } from '#lib/env.ts'
import { now } from '#lib/time.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { operator, submitOrder } from '#tests/support/port.ts'
import { fictionOf, stock } from '#tests/support/stock-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'longcode-import-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  await ask('delete from inventory', [])
  await ask('delete from stock_imports', [])
})

const HEAD = 'number,setup,monthly,city,state'
const line = (e164: string) => `${e164},1.00,1.25,Seattle,wa`
const countStock = async () => (await ask<{ n: number }>('select count(*)::int as n from inventory', []))[0]?.n

let files = 0
function fileOf(content: string | Buffer): string {
  const path = join(folder, `${files++}.csv`)
  writeFileSync(path, content)
  return path
}

/** What is garbage is taken away soon, so that the peak tells what is held. */
const SMALL_HEAP = ['--max-old-space-size=64', '--max-semi-space-size=4']
const TELL_MEMORY = `data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))`

function start(path: string): ChildProcess {
  return spawn(
    process.execPath,
    [...SMALL_HEAP, '--import', TELL_MEMORY, 'server/commands/numbers.ts', 'import', path],
    {
      env: {
        NODE_ENV: 'test',
        LONGCODE_ENV: 'test',
        DATABASE_URL: env.database.url,
        AUTH_SECRET: 'a-command-needs-no-secret-of-sessions',
      },
    },
  )
}

async function finish(child: ChildProcess) {
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out, err, peakMb: Number(/peak (\d+)/.exec(err)?.[1]) / 1024 }
}
const run = (path: string) => finish(start(path))

describe('npm run numbers -- import', () => {
  test('every row of a good file is for sale afterwards, with its place, its price and its blocks', async () => {
    const block = fictionOf('206', 10, 3)
    const { code, out } = await run(fileOf(`\uFEFF${HEAD}\r\n${block.map(line).join('\r\n')}\r\n8335550110,$2,3,,\r\n`))
    expect([code, out]).toEqual([0, expect.stringMatching(/4 {2}rows read\n +4 {2}numbers added/)])
    expect(
      await ask('select e164, kind, country, state, city, rate_center, run from inventory order by e164', []),
    ).toEqual([
      ...block.map((e164, at) => ({
        e164,
        kind: 'longcode',
        country: 'US',
        state: 'wa',
        city: 'Seattle',
        rate_center: 'seattle',
        run: 3 - at,
      })),
      { e164: '+18335550110', kind: 'toll_free', country: null, state: null, city: null, rate_center: null, run: 1 },
    ])
  })

  test('rows that are wrong, doubled, in stock or owned are told by their lines; the rest come in', async () => {
    const [inStock = '', fresh = ''] = fictionOf('425', 0, 2)
    await stock({ e164: inStock, monthly: 9n })
    const { from: owned } = await makeAccount()
    const rows = [
      line(fresh),
      line(inStock),
      line(owned),
      line(fresh),
      '12345,1,1,,',
      '+12225550100,1,1,,',
      `${fresh},free,1,,`,
      `${fresh},1,1,"=HYPERLINK(""http://evil.example"")",wa`,
      `${fresh},1,1,Seattle,xx`,
      'too,few',
    ]
    const { code, out } = await run(fileOf(`${HEAD}\n${rows.join('\n')}\n`))
    expect(code).toBe(2)
    const told = out.split('\n').flatMap((text) => /^ {2}line (\d+): (.*)$/.exec(text)?.slice(1) ?? [])
    expect(told).toEqual([
      '3',
      `${inStock} is in stock already.`,
      '4',
      `${owned} is owned by an account.`,
      '5',
      `${fresh} stands in the file before.`,
      '6',
      '“12345” is no North American number.',
      '7',
      'The area code of “+12225550100” is not in service.',
      '8',
      'Setup and monthly must be dollars, such as 1.25.',
      '9',
      'City and rate center must be names of places.',
      '10',
      '“xx” is no state or province.',
      '11',
      'The row has 2 cells, the header 5.',
    ])
    expect(await ask('select monthly_nanos::text from inventory where e164 = $1', [inStock])).toEqual([
      { monthly_nanos: '9' },
    ])
    expect(await countStock()).toBe(2)
  })

  test('a number that is being ported in does not come into the stock, where somebody could buy it', async () => {
    const account = await makeAccount()
    const { id, numbers } = await submitOrder(account)
    await confirmFoc(operator(account), { id, focDate: now().toISOString().slice(0, 10) })
    const { out } = await finish(start(fileOf(`${HEAD}\n${line(numbers[0] ?? '')}\n`)))
    expect(out).toContain(`line 2: ${numbers[0]} is being ported in.`)
    expect(await countStock()).toBe(0)
  })

  test('killed half-way nothing is for sale; given again it goes on, and all of it is', async () => {
    const numbers = AREA_CODES.filter((areaCode) => areaCode !== '206').flatMap((areaCode) =>
      fictionOf(areaCode, 0, 100),
    )
    const path = fileOf(`${HEAD}\n${numbers.map(line).join('\n')}\nwrong,1,1,,\n`)
    const child = start(path)
    for (let read = 0; read === 0 && child.exitCode === null; await sleep(10))
      read = (await ask<{ n: number }>('select sum(rows_read)::int as n from stock_imports', []))[0]?.n ?? 0
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(await countStock()).toBe(0)
    const { code, out } = await run(path)
    expect([code, out]).toEqual([2, expect.stringContaining('Went on where it was broken off.')])
    expect(out).toContain(`  line ${numbers.length + 2}: “wrong” is no North American number.`)
    expect(await countStock()).toBe(numbers.length)
    expect(await ask('select from stock_import_rows', [])).toEqual([])
  }, 120_000)

  test.each([
    ['UTF-16', Buffer.from(`\uFEFF${HEAD}\n`, 'utf16le'), 'The file is UTF-16.'],
    ['nothing', '', 'The file is empty.'],
    ['no price', 'number,setup\n', 'missing: monthly'],
    ['an unclosed quote in its first line', '"number,setup,monthly\n', 'first line'],
  ])('a file of %s is refused with a sentence', async (_, content, sentence) => {
    const { code, err } = await run(fileOf(content))
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)])
    expect(await countStock()).toBe(0)
  })

  test('a hostile million of rows ends in a short report and in bounded memory', async () => {
    const path = join(folder, 'hostile.csv')
    const [good = '', afterQuote = '', last = ''] = fictionOf('303', 0, 3)
    async function* hostile() {
      yield `${HEAD}\n${line(good)}\n`
      for (let at = 0; at < 800; at += 1) yield 'x'.repeat(65_536)
      yield `\n"never closed,1,1,,\n${line(afterQuote)}\n=1+1,1,1,,\n+1303555\0,1,1,,\n`
      yield Buffer.from([0xff, 0xfe, 0x0a])
      for (let at = 0; at < 1_000; at += 1) yield `=cmd|' /C calc'!A0,1,1,,\n`.repeat(1_000)
      yield `${line(last)}\n`
    }
    await pipeline(hostile, createWriteStream(path))
    const small = await run(fileOf(`${HEAD}\n`))
    const { code, out, peakMb } = await run(path)
    expect(code).toBe(2)
    expect(await countStock()).toBe(3)
    expect(out).toContain('1,000,008  rows read')
    expect(out).toContain('  line 3: The line is longer than 16,384 bytes.')
    expect(out).toContain('  line 4: A quote is opened here and not closed.')
    expect(out).toContain('  line 7: The line holds a NUL character.')
    expect(out).toContain('  line 8: The line is not UTF-8 text.')
    expect(out.length).toBeLessThan(10_000)
    expect(peakMb - small.peakMb).toBeLessThan(150)
  }, 240_000)
})
