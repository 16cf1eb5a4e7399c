/** Whatever somebody does to the audit log as the owner of the database is found, and the row is named. */
import { describe, expect, test } from 'vitest'
import { readFilter } from '#domain/audit/audit-filter.ts'
import { faultSentence } from '#domain/audit/chain-fault.ts'
import { listAudit } from '#domain/audit/list-audit.ts'
import { verifyAudit } from '#domain/audit/verify-audit.ts'
import type { TestAccount } from '#tests/support/account.ts'
import { accountWithLog, ROWS, writeRows } from '#tests/support/audit-log.ts'
import { ask } from '#tests/support/books.ts'

const HASH = `audit_hash(previous_hash, account_id, seq, at, actor_kind, actor_id, actor_name, action, object, before, after, origin)`
/** What is wrong, in the words that people read. */
async function told({ scope }: TestAccount): Promise<string[]> {
  const verdict = await verifyAudit(scope)
  return verdict.whole ? [] : verdict.faults.map((fault) => faultSentence(fault).replace(/:.*/, ''))
}

/** `$1` is the account. */
type Deed = { what: string; sql: string[]; told: string[] }

const set = (change: string, where = 'seq = 7') => `update audit_log set ${change} where account_id = $1 and ${where}`
const remove = (where: string) => `delete from audit_log where account_id = $1 and ${where}`
/** Two steps, because two rows cannot stand in one place meanwhile. */
const shift = (by: number, where: string) => [set('seq = -seq', where), set(`seq = -seq + ${by}`, 'seq < 0')]
const COLUMNS = 'at, actor_kind, actor_id, actor_name, action, object, before, after, origin'
const copyTo = (seq: number, previous: string, hash: string) =>
  `insert into audit_log (account_id, seq, ${COLUMNS}, previous_hash, hash)
   select account_id, ${seq}, ${COLUMNS}, ${previous}, ${hash} from audit_log where account_id = $1 and seq = 3`
const hashBefore = (seq: number) => `(select hash from audit_log where account_id = $1 and seq = ${seq - 1})`

const CHANGES: Deed[] = [
  ...[
    `after = '{"url":"https://evil.example/"}'`,
    `before = '{}'`,
    `actor_name = 'Somebody Else'`,
    `actor_id = 'x'`,
    `actor_kind = 'key'`,
    `action = 'key.revoked'`,
    `object = 'balance'`,
    `origin = null`,
    `origin = jsonb_set(origin, '{address}', '"192.0.2.1"')`,
    `at = at + interval '1 microsecond'`,
    `at = at - interval '1 hour'`,
    `hash = sha256('\\x01')`,
  ].map((change) => ({ what: `set ${change}`, sql: [set(change)], told: ['Row 7 was changed'] })),
  { what: 'a changed first row', sql: [set(`object = 'x'`, 'seq = 1')], told: ['Row 1 was changed'] },
  { what: 'a changed last row', sql: [set(`object = 'x'`, 'seq = 20')], told: ['Row 20 was changed'] },
  {
    what: 'changes of two rows side by side and one elsewhere',
    sql: [set(`object = 'x'`, 'seq in (7, 8, 15)')],
    told: ['Row 7 was changed', 'Row 8 was changed', 'Row 15 was changed'],
  },
  {
    what: 'a row rewritten together with its hash',
    sql: [set(`object = 'x'`), set(`hash = ${HASH}`)],
    told: ['Row 7 was rewritten and given a fresh hash'],
  },
  {
    what: 'a row rewritten with its hash and its link to the row before',
    sql: [set(`object = 'x', previous_hash = '\\x02'`), set(`hash = ${HASH}`)],
    told: ['Row 7 was rewritten and given a fresh hash'],
  },
  {
    what: 'the last row rewritten together with its hash',
    sql: [set(`object = 'x'`, 'seq = 20'), set(`hash = ${HASH}`, 'seq = 20')],
    told: ['Row 20 was rewritten and given a fresh hash'],
  },
  {
    what: 'the first row rewritten together with its hash',
    sql: [set(`object = 'x'`, 'seq = 1'), set(`hash = ${HASH}`, 'seq = 1')],
    told: ['Row 1 was rewritten and given a fresh hash'],
  },
  {
    what: 'two rows rewritten and chained to each other',
    sql: [
      set(`object = 'x'`, 'seq in (7, 8)'),
      set(`hash = ${HASH}`),
      set(`previous_hash = ${hashBefore(8)}`, 'seq = 8'),
      set(`hash = ${HASH}`, 'seq = 8'),
    ],
    told: ['Row 8 was rewritten and given a fresh hash'],
  },
]

const REMOVALS: Deed[] = [
  { what: 'a row in the middle', sql: [remove('seq = 7')], told: ['Row 7 was removed.'] },
  { what: 'the first row', sql: [remove('seq = 1')], told: ['Row 1 was removed.'] },
  { what: 'the last row', sql: [remove('seq = 20')], told: ['Row 20 was removed.'] },
  { what: 'the last three rows', sql: [remove('seq > 17')], told: ['Rows 18 to 20 were removed'] },
  {
    what: 'two stretches',
    sql: [remove('seq in (4, 5, 9)')],
    told: ['Rows 4 to 5 were removed', 'Row 9 was removed.'],
  },
  { what: 'every row', sql: [remove('true')], told: ['Rows 1 to 20 were removed'] },
  {
    what: 'a row, with the gap closed by renumbering',
    sql: [remove('seq = 18'), ...shift(-1, 'seq > 18')],
    told: ['Row 18 was removed.', 'Row 18 is out of order', 'Row 19 is out of order'],
  },
  {
    what: 'the record of where the chain ends',
    sql: ['delete from audit_heads where account_id = $1'],
    told: [
      'The record of where this chain ends was removed, so nobody can tell whether rows after row 20 are missing.',
    ],
  },
]

const INSERTIONS: Deed[] = [
  {
    what: 'a row at the end, with the hash that suits',
    sql: [copyTo(21, hashBefore(21), `'\\x'`), set(`hash = ${HASH}`, 'seq = 21')],
    told: ['Row 21 was inserted'],
  },
  { what: 'a copy of a row at the end', sql: [copyTo(21, 'previous_hash', 'hash')], told: ['Row 21 was inserted'] },
  { what: 'a row far behind the end', sql: [copyTo(99, 'previous_hash', 'hash')], told: ['Row 99 was inserted'] },
  {
    what: 'a row in the middle, for which the others made room, with the hash that suits',
    sql: [...shift(1, 'seq >= 18'), copyTo(18, hashBefore(18), `'\\x'`), set(`hash = ${HASH}`, 'seq = 18')],
    told: ['Row 18 was inserted', 'Row 19 is out of order', 'Row 20 is out of order', 'Row 21 is out of order'],
  },
  {
    what: 'a row in the middle with any hash',
    sql: [...shift(1, 'seq >= 19'), copyTo(19, 'previous_hash', 'hash')],
    told: ['Row 19 was inserted', 'Row 20 is out of order', 'Row 21 is out of order'],
  },
  {
    what: 'a row beside another one, with the primary key taken off',
    sql: ['alter table audit_log drop constraint audit_log_pkey', copyTo(7, 'previous_hash', 'hash')],
    told: ['Row 7 was inserted'],
  },
]

const ORDER: Deed[] = [
  {
    what: 'two neighbours swapped',
    sql: [set('seq = -7'), set('seq = 7', 'seq = 8'), set('seq = 8', 'seq = -7')],
    told: ['Row 7 is out of order', 'Row 8 is out of order'],
  },
  {
    what: 'two far rows swapped',
    sql: [set('seq = -3', 'seq = 3'), set('seq = 3', 'seq = 17'), set('seq = 17', 'seq = -3')],
    told: ['Row 3 is out of order', 'Row 17 is out of order'],
  },
  {
    what: 'what two rows say swapped under their hashes',
    sql: [
      `update audit_log a set (${COLUMNS}) = (select ${COLUMNS} from audit_log b where b.account_id = $1 and b.seq = 17 - a.seq)
       where account_id = $1 and seq in (7, 10)`,
    ],
    told: ['Row 7 is out of order', 'Row 10 is out of order'],
  },
  { what: 'a row moved to the end', sql: [set('seq = 21')], told: ['Row 21 is out of order'] },
]

describe.each([
  ['changed', CHANGES],
  ['removed', REMOVALS],
  ['inserted', INSERTIONS],
  ['reordered', ORDER],
])('what was %s behind the application’s back is found and named', (_, deeds) => {
  test.each(deeds)('$what', async ({ sql, told: wanted }) => {
    const account = await accountWithLog()
    expect(await told(account)).toEqual([])
    for (const one of sql) await ask(one, one.includes('$1') ? [account.scope.accountId] : [])
    const broken = await told(account)
    if (sql.some((one) => one.startsWith('alter'))) await restoreKey(account)
    expect(broken).toEqual(wanted)
  })
})

async function restoreKey({ scope }: TestAccount): Promise<void> {
  await ask('delete from audit_log where account_id = $1', [scope.accountId])
  await ask('alter table audit_log add primary key (account_id, seq)')
}

test('a row taken to another account is missing in one and too many in the other', async () => {
  const [from, to] = [await accountWithLog(), await accountWithLog()]
  await ask('update audit_log set account_id = $2, seq = 21 where account_id = $1 and seq = 20', [
    from.scope.accountId,
    to.scope.accountId,
  ])
  expect(await told(from)).toEqual(['Row 20 was removed.'])
  expect(await told(to)).toEqual(['Row 21 was inserted'])
})

test('a log that is broken in more places than anybody reads is still told within a moment', async () => {
  const account = await accountWithLog()
  await writeRows(account.scope, 300)
  await ask(set(`object = 'x'`, 'true'), [account.scope.accountId])
  const verdict = await verifyAudit(account.scope)
  expect(verdict).toMatchObject({ whole: false, more: true, rows: ROWS + 300 })
  expect(verdict.whole ? [] : verdict.faults.map((fault) => `${fault.kind} ${fault.seq}`)).toEqual(
    Array.from({ length: 100 }, (_, index) => `changed ${index + 1}`),
  )
})

describe('a whole chain', () => {
  test('is said to be whole, with its rows and its end; so is the empty one', async () => {
    const account = await accountWithLog()
    const [head] = await ask<{ hash: string }>(
      "select encode(hash, 'hex') as hash from audit_log where account_id = $1 and seq = 20",
      [account.scope.accountId],
    )
    expect(await verifyAudit(account.scope)).toEqual({ whole: true, rows: 20, head: { seq: 20, ...head } })
    for (const table of ['audit_log', 'audit_heads'])
      await ask(`delete from ${table} where account_id = $1`, [account.scope.accountId])
    expect(await verifyAudit(account.scope)).toEqual({ whole: true, rows: 0, head: null })
  })

  test('stays one chain when twenty changes come at once, and while it is walked', async () => {
    const account = await accountWithLog()
    const walks = Array.from({ length: 5 }, () => verifyAudit(account.scope))
    const writes = Array.from({ length: 20 }, () => writeRows(account.scope, 1))
    const verdicts = await Promise.all([...walks, ...writes])
    expect(verdicts.filter((one) => one && !one.whole)).toEqual([])
    expect(await verifyAudit(account.scope)).toMatchObject({ whole: true, rows: 40, head: { seq: 40 } })
  })

  test('of five thousand rows is walked in seconds and read at once', async () => {
    const account = await accountWithLog()
    await writeRows(account.scope, 5000 - ROWS)
    const took = await timed(() => verifyAudit(account.scope))
    expect(took.result).toMatchObject({ whole: true, rows: 5000 })
    expect(took.ms).toBeLessThan(5_000)
    const page = await timed(() => listAudit(account.scope, { filter: readFilter({}), zone: 'UTC', before: 2500 }))
    expect(page.result.rows.map((row) => row.seq)).toEqual(Array.from({ length: 50 }, (_, index) => 2499 - index))
    expect(page.ms).toBeLessThan(500)
  })
})

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now()
  return { result: await work(), ms: performance.now() - start }
}
