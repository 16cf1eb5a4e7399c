/** The audit log as owners and administrators read it, and as nobody else does. */
import { beforeAll, describe, expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { openSession } from '#domain/access/open-session.ts'
import { NOWHERE, ROLES, type Role, type Scope } from '#domain/access/scope.ts'
import { startSession } from '#domain/access/start-session.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { readFilter } from '#domain/audit/audit-filter.ts'
import { type ExportFormat, exportAudit } from '#domain/audit/export-audit.ts'
import { listAudit, listAuditActors } from '#domain/audit/list-audit.ts'
import { readAudit } from '#domain/audit/read-audit.ts'
import { verifyAudit } from '#domain/audit/verify-audit.ts'
import { tenantTransaction, transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { accountWithLog, ROWS, writeRows } from '#tests/support/audit-log.ts'
import { ask } from '#tests/support/books.ts'

type Asked = Parameters<typeof readFilter>[0]
const list = (scope: Scope, asked: Asked = {}, at: { before?: number; after?: number } = {}, zone = 'UTC') =>
  listAudit(scope, { filter: readFilter(asked), zone, ...at })
const seqs = (page: Awaited<ReturnType<typeof list>>) => page.rows.map((row) => row.seq)

async function write(scope: Scope, action: string, object: string, after: Record<string, unknown> = {}): Promise<void> {
  await tenantTransaction(scope.accountId, (tx) => appendAudit(tx, scope, { action, object, before: null, after }))
}

/** The scope that a browser of this role would have. */
async function scopeAs({ scope }: TestAccount, role: Role): Promise<Scope> {
  const [member] = await ask<{ person_id: string }>(
    'update memberships set role = $2 where account_id = $1 returning person_id',
    [scope.accountId, role],
  )
  const personId = member?.person_id ?? ''
  const origin = { address: '192.0.2.7', agent: 'Test Browser/1.0' }
  const started = await transaction((tx) =>
    startSession(tx, { personId, method: 'password', secondFactor: false, origin }),
  )
  const session = await openSession(started?.sessionId ?? '', origin)
  if (!session) throw new Error('the session did not open')
  return session.scope
}

async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (fault) {
    if (fault instanceof Refusal) return fault.code
    throw fault
  }
}

describe('only those who may', () => {
  let account: TestAccount
  beforeAll(async () => {
    account = await accountWithLog()
  })

  const VERBS = {
    list: (scope: Scope) => list(scope),
    'list who is in it': listAuditActors,
    open: (scope: Scope) => readAudit(scope, 7),
    verify: verifyAudit,
    export: async (scope: Scope) => text(exportAudit(scope, { filter: readFilter({}), zone: 'UTC', format: 'csv' })),
  }

  test.each(Object.entries(VERBS))('%s: owners and administrators; no lesser role, no key', async (_, verb) => {
    for (const role of ROLES) {
      const scope = await scopeAs(account, role)
      const wanted = role === 'owner' || role === 'admin' ? 'done' : 'not_allowed'
      expect(await outcome(() => verb(scope)), role).toBe(wanted)
    }
    const key = await openKey(account.accessKey, account.secret, NOWHERE)
    expect(await outcome(() => verb(key.scope))).toBe('not_allowed')
  })

  test('another account sees nothing of it, and its rows are missing rows', async () => {
    const stranger = await makeAccount({ longcodes: 0, nanos: 0n })
    const own = await list(stranger.scope)
    expect(own.rows.filter((row) => row.action === 'request_url.set')).toEqual([])
    expect((await list(stranger.scope, { object: account.accessKey })).rows).toEqual([])
    expect(await outcome(() => readAudit(stranger.scope, ROWS))).toBe('not_found')
    expect(await outcome(() => readAudit(account.scope, ROWS + 1))).toBe('not_found')
    const told = await text(exportAudit(stranger.scope, { filter: readFilter({}), zone: 'UTC', format: 'jsonl' }))
    expect(told).not.toContain('hooks.harbor.example')
  })
})

describe('the list', () => {
  test('says who, acting as what, from where, what, before and after, and where in the chain', async () => {
    const account = await makeAccount()
    const scope = await scopeAs(account, 'admin')
    await write(scope, 'number.added', '+12065550142', { kind: 'longcode' })
    const [row] = (await list(scope)).rows
    expect(row).toMatchObject({
      actor: { kind: 'person', name: 'Olivia Harbor' },
      role: 'admin',
      address: '192.0.2.7',
      agent: 'Test Browser/1.0',
      action: 'number.added',
      object: '+12065550142',
      before: null,
      after: { kind: 'longcode' },
    })
    const opened = await readAudit(scope, row?.seq ?? 0)
    expect(opened).toMatchObject({ ...row, fits: true, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(opened.previousHash).toBe((await readAudit(scope, opened.seq - 1)).hash)
    await ask("update audit_log set object = 'x' where account_id = $1 and seq = $2", [scope.accountId, opened.seq])
    expect((await readAudit(scope, opened.seq)).fits).toBe(false)
  })

  test('is walked to its beginning and back without a row missing or coming twice', async () => {
    const account = await accountWithLog()
    await writeRows(account.scope, 120 - ROWS)
    const first = await list(account.scope)
    expect(first).toMatchObject({ newer: null, count: 120 })
    const second = await list(account.scope, {}, { before: first.older ?? 0 })
    const third = await list(account.scope, {}, { before: second.older ?? 0 })
    expect([...seqs(first), ...seqs(second), ...seqs(third)]).toEqual(Array.from({ length: 120 }, (_, n) => 120 - n))
    expect(third.older).toBeNull()
    const back = await list(account.scope, {}, { after: third.newer ?? 0 })
    expect(seqs(back)).toEqual(seqs(second))
    expect(seqs(await list(account.scope, {}, { after: back.newer ?? 0 }))).toEqual(seqs(first))
  })

  test('is filtered by who, what, of which thing and when, alone and together', async () => {
    const account = await makeAccount()
    const system = account.scope
    const person = await scopeAs(account, 'owner')
    const day = new Date('2026-11-20T12:00:00Z')
    await withClockAt(day, () => write(person, 'key.rotated', 'key 10000099'))
    await withClockAt(day, () => write(person, 'key.revoked', 'key 10000098'))
    await withClockAt(day, () => write(system, 'key.revoked', 'key 10000099'))
    const found = async (asked: Asked) => (await list(system, asked)).rows.map((row) => `${row.action} ${row.object}`)
    const { id } = person.actor
    expect(await found({ actor: id })).toEqual(['key.revoked key 10000098', 'key.rotated key 10000099'])
    expect(await found({ event: 'key.revoked' })).toEqual(['key.revoked key 10000099', 'key.revoked key 10000098'])
    expect(await found({ event: 'key', from: '2026-11-20', to: '2026-11-20' })).toHaveLength(3)
    expect(await found({ event: 'ke' })).toEqual([])
    expect(await found({ object: 'KEY 10000099' })).toEqual(['key.revoked key 10000099', 'key.rotated key 10000099'])
    expect(await found({ object: '%' })).toEqual([])
    expect(await found({ actor: id, event: 'key.rotated', object: '99', to: '2026-11-20' })).toHaveLength(1)
    expect(await listAuditActors(system)).toEqual([
      { id: 'system', name: 'Longcode' },
      { id, name: 'Olivia Harbor' },
    ])
  })

  test('has the days of the zone that was chosen, also the short day when clocks change', async () => {
    const { scope } = await makeAccount()
    for (const at of ['2026-03-08T07:59:59Z', '2026-03-08T08:00:00Z', '2026-03-09T06:59:59Z', '2026-03-09T07:00:00Z'])
      await withClockAt(new Date(at), () => write(scope, 'number.added', at))
    const asked = { from: '2026-03-08', to: '2026-03-08' }
    const page = await list(scope, asked, {}, 'America/Los_Angeles')
    expect(page.rows.map((row) => row.object)).toEqual(['2026-03-09T06:59:59Z', '2026-03-08T08:00:00Z'])
  })

  test('is not emptied or broken by a filter that means nothing', async () => {
    const account = await accountWithLog()
    for (const asked of [
      { from: '2026-02-30' },
      { to: '9999-99-99' },
      { from: 'x' },
      { actor: ['a', 'b'] },
      { object: 'x'.repeat(10_000) },
    ])
      expect((await list(account.scope, asked)).count, JSON.stringify(asked).slice(0, 60)).toBe(ROWS)
    for (const hostile of [`'; drop table audit_log; --`, '\0', '‮evil', '<script>'])
      await expect(list(account.scope, { object: hostile, event: hostile, actor: hostile })).resolves.toBeDefined()
  })
})

async function text(chunks: AsyncGenerator<string>): Promise<string> {
  let all = ''
  for await (const chunk of chunks) all += chunk
  return all
}

/** As a spreadsheet reads it, with the apostrophe taken off that keeps a cell from being a formula. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = []
  for (const line of csv.replace(/^\ufeff/, '').matchAll(/((?:"(?:[^"]|"")*"|[^"\r])*)\r\n/g)) {
    const cells = [...(line[1] ?? '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    rows.push(cells.map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').replace(/^'/, '')))
  }
  return rows
}

describe('an export', () => {
  const NASTY = [
    '"quoted", with comma',
    'two\nlines\r\nand more',
    '😀 “curly”',
    '=1+1',
    '+SUM(A1)',
    '-2',
    '@x',
    "'=1",
    '\t=1',
  ]
  const exported = async (scope: Scope, format: ExportFormat, asked: Asked = {}) =>
    text(exportAudit(scope, { filter: readFilter(asked), zone: 'UTC', format }))

  test('brings every text back as it was, and no cell is a formula', async () => {
    const { scope } = await makeAccount()
    for (const object of NASTY) await write(scope, 'number.added', object, { note: object })
    const csv = await exported(scope, 'csv', { event: 'number.added' })
    const [head = [], ...rows] = readCsv(csv)
    const at = (name: string) => head.indexOf(name)
    const entries = rows.slice(1, -1)
    expect(entries.map((row) => row[at('object')])).toEqual(NASTY)
    expect(entries.map((row) => JSON.parse(row[at('after')] ?? '').note)).toEqual(NASTY)
    expect(csv).not.toMatch(/(^|[,\n]"?)[=+@\t]/m)
    const lines = (await exported(scope, 'jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.slice(-NASTY.length - 1, -1).map((line) => line.object)).toEqual(NASTY)
  })

  test('ends with the head of the whole chain, also when only a part is exported, so that it proves a rewritten chain', async () => {
    const account = await accountWithLog()
    const verdict = await verifyAudit(account.scope)
    const lines = (await exported(account.scope, 'jsonl', { event: 'number' })).trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      type: 'entry',
      event: 'number.added',
      sentence: expect.stringContaining('added the number'),
    })
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ type: 'chain.head', ...verdict.head })
    expect(readCsv(await exported(account.scope, 'csv')).at(-1)).toContain(verdict.head?.hash)
  })

  test('of thousands of rows comes in pieces, oldest first, none missing or twice', async () => {
    const account = await accountWithLog()
    await writeRows(account.scope, 1_600 - ROWS)
    const pieces: string[] = []
    for await (const piece of exportAudit(account.scope, { filter: readFilter({}), zone: 'UTC', format: 'jsonl' })) {
      pieces.push(piece)
      if (pieces.length === 2) await writeRows(account.scope, 5) // Written meanwhile: not in it.
    }
    expect(Math.max(...pieces.map((piece) => piece.split('\n').length))).toBeLessThanOrEqual(501)
    const lines = pieces
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map((line) => line.seq)).toEqual([...Array.from({ length: 1_600 }, (_, n) => n + 1), 1_600])
  })
})
