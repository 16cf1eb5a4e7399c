/** What is asked of the log reads what it must: along indexes, and in the months it was asked for. Held by the plans themselves. */
import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { type MessageFilter, readMessageFilter } from '#domain/reports/message-filter.ts'
import { sumMessages } from '#domain/reports/sum-messages.ts'
import { type Row, type Tx, tenantTransaction } from '#lib/db.ts'
import { toMessageRef } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { anyMessage, OTHERS, storeMessages } from '#tests/support/many-messages.ts'

const MONTHS = 4
const A_MONTH = 1_500
const monthsAgo = (n: number) => new Date(Date.UTC(now().getUTCFullYear(), now().getUTCMonth() - n, 1))
const ASKED = monthsAgo(2).toISOString().slice(0, 7)
const PARTITION = `_p${ASKED.replace('-', '')}`
const LAST_DAY = new Date(monthsAgo(1).getTime() - 1).toISOString().slice(0, 10)

let account: TestAccount

beforeAll(async () => {
  account = await makeAccount({ longcodes: 2 })
  const other = await makeAccount()
  await ask('select ensure_partitions($1, $2)', [monthsAgo(MONTHS), now()])
  let state = 7
  const pick = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const begin = monthsAgo(MONTHS - 1).getTime()
  const step = (now().getTime() - begin) / (MONTHS * A_MONTH)
  for (const one of [account, other]) {
    const times = Array.from({ length: MONTHS * A_MONTH }, (_, at) => new Date(begin + at * step))
    await storeMessages(
      one,
      times.map((at) => anyMessage(one, at, pick)),
    )
  }
  await ask(
    `insert into message_totals (account_id, number, level, at, direction, is_test, messages, parts, cost_nanos)
     select a, n, level, at, direction, false, 1, 1, 4000000 from unnest($1::uuid[]) a, unnest($2::text[]) n,
       unnest(array['outbound', 'inbound']) direction, (values ('hour'), ('day')) l (level),
       generate_series($3::timestamptz, now(), ('1 ' || level)::interval) at`,
    [[account.scope.accountId, other.scope.accountId], ['', ...account.numbers], monthsAgo(MONTHS)],
  )
  await ask('analyze')
}, 120_000)

type Asked = { text: string; values: unknown[] }

/** The statements that `work` sends about messages. */
async function statementsOf(work: () => Promise<unknown>): Promise<Asked[]> {
  const sent: Asked[] = []
  const query = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [asked] = given as [Asked]
    if (/^\s*(with|select)/.test(asked.text ?? '') && /message/.test(asked.text)) sent.push(asked)
    return Reflect.apply(query, this, given) as never
  } as never)
  await work().finally(() => spy.mockRestore())
  return sent
}

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Actual Loops': number; Plans?: Node[] }
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]
const OURS = /^(messages|message_texts|message_totals)(_p\d+)?$/

/** What these read that they should not: a table from end to end, or another month. Also inside of functions: PostgreSQL counts its scans. */
async function faultsOf(statements: readonly Asked[], seqscan: 'on' | 'off'): Promise<string[]> {
  const settings = `set local enable_seqscan = ${seqscan}; set local enable_sort = off; set local enable_incremental_sort = off;
    set local enable_bitmapscan = off; set local jit = off`
  return tenantTransaction(account.scope.accountId, async (tx: Tx) => {
    await tx.query(settings)
    const faults: string[] = []
    for (const { text, values } of statements) {
      const [row] = await tx.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (analyze, format json) ${text}`, values)
      for (const node of row ? nodesOf(row['QUERY PLAN'][0].Plan) : []) {
        const table = node['Relation Name'] ?? ''
        if (!OURS.test(table) || node['Actual Loops'] === 0) continue
        if (node['Node Type'].includes('Seq Scan')) faults.push(`reads ${table} from end to end`)
        if (/_p\d+$/.test(table) && !table.endsWith(PARTITION)) faults.push(`reads ${table}`)
      }
    }
    const scans = await tx.query<Row & { relname: string; seq: bigint; idx: bigint }>(
      'select relname, seq_scan as seq, coalesce(idx_scan, 0) as idx from pg_stat_xact_user_tables where seq_scan > 0 or idx_scan > 0',
    )
    for (const { relname, seq } of scans) {
      if (!OURS.test(relname)) continue
      if (seq > 0n) faults.push(`counts a scan of ${relname} from end to end`)
      if (/_p\d+$/.test(relname) && !relname.endsWith(PARTITION)) faults.push(`counts a scan of ${relname}`)
    }
    return [...new Set(faults)]
  })
}

const SHAPES: Record<string, string>[] = [
  {},
  { direction: 'inbound' },
  { direction: 'outbound' },
  { status: 'rejected' },
  { status: 'undelivered,rejected,expired' },
  { error: '3001' },
  { error: 'none' },
  { from: OTHERS[0] ?? '' },
  { to: OTHERS[1] ?? '' },
  { number: OTHERS[2] ?? '' },
  { area: '425' },
  { tag: 'rare_tag' },
  { parts: '2+' },
  { price: '0.008-0.02' },
  { encoding: 'ucs2' },
  { encoding: 'gsm7' },
  { kind: 'test' },
  { kind: 'live' },
  { text: 'table' },
  { text: 'xyzzyx' },
  { text: '!?!' },
  { text: 'ready', status: 'rejected', direction: 'outbound' },
  { number: OTHERS[0] ?? '', status: 'rejected', parts: '4' },
  { tag: 'spring', error: '3001', encoding: 'ucs2' },
  { status: 'canceled' },
]

const inMonth = (given: Record<string, string>) =>
  readMessageFilter({ since: `${ASKED}-01T00:00Z`, until: `${LAST_DAY}T23:59Z`, ...given })

async function asks(filter: MessageFilter) {
  const middle = new Date(monthsAgo(2).getTime() + 15 * 24 * 3_600_000)
  const before = toMessageRef(
    `${middle
      .getTime()
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`,
  )
  return statementsOf(async () => {
    await listMessageRows(account.scope, { filter, zone: 'UTC', limit: 50 })
    await listMessageRows(account.scope, { filter, zone: 'UTC', limit: 50, before })
    await listMessageRows(account.scope, { filter, zone: 'UTC', limit: 50, after: before })
    await sumMessages(account.scope, { filter, zone: 'UTC' })
  })
}

test.each([
  ...SHAPES.map((given) => [JSON.stringify(given), given] as const),
  ['a key', 'key'] as const,
  ['one of our numbers', 'number'] as const,
])('%s reads no table from end to end and no other month', async (_, given) => {
  const own: Record<string, string> = given === 'key' ? { key: account.keyId } : { number: account.from }
  const filter = inMonth(typeof given === 'string' ? own : given)
  const statements = await asks(filter)
  expect(statements.length).toBeGreaterThanOrEqual(4)
  expect(await faultsOf(statements, 'off')).toEqual([])
  expect(await faultsOf(statements, 'on')).toEqual([])
})

test('a wrong query is noticed: one that reads a table whole, and one that opens other months', async () => {
  const whole = {
    text: 'select count(*) from messages m where m.account_id = $1 and m.body like $2',
    values: [account.scope.accountId, '%table%'],
  }
  const faults = await faultsOf([whole], 'on')
  expect(faults.some((one) => one.includes('from end to end'))).toBe(true)
  const ordered = {
    text: 'select m.id from messages m where m.account_id = $1 order by m.id desc limit 2000',
    values: [account.scope.accountId],
  }
  expect((await faultsOf([ordered], 'off')).some((one) => /^reads messages_p/.test(one))).toBe(true)
})

test('a message is found by its id alone in a month of which nothing is known yet', async () => {
  const next = monthsAgo(-3)
  await ask('select ensure_partitions($1, $1)', [next])
  const { accountId } = account.scope
  for (const also of ['', "and not is_test and direction = 'outbound'"]) {
    const plan = await tenantTransaction(accountId, (tx) =>
      tx.query(`explain select from messages where account_id = $1 and id = first_id_at($2) ${also}`, [
        accountId,
        next,
      ]),
    )
    expect(JSON.stringify(plan)).toMatch(/using messages_p\d+_pkey/)
  }
})
