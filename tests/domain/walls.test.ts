/** The second fence between tenants, and what nobody can take back: held by the database, whatever the code does. */
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '#domain/audit/verify-audit.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { fillEveryTable } from '#tests/support/fill-every-table.ts'

/** Asked before an account is known, so they are open to the application; each is a small look-up of ids. */
const DOORS = ['access_keys', 'carrier_ids', 'memberships', 'number_owners', 'sessions']

/** The setting is unknown on this connection, or was set by an earlier transaction and is empty now. */
const NO_ACCOUNT = expect.stringMatching(/^(42704|22P02)$/)

let owner: TestAccount
let stranger: TestAccount
let walled: string[]

/** An account with a row in every tenant table, and a stranger. */
beforeAll(async () => {
  ;[owner, stranger] = [await makeAccount(), await makeAccount({ longcodes: 0, nanos: 0n })]
  await fillEveryTable(owner)
  const tables = await ask<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
     where c.relkind in ('r', 'p', 'v') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  walled = tables.map(({ name }) => name).filter((name) => !DOORS.includes(name))
})

describe('between tenants', () => {
  test('every table with an account in it is behind the wall, except the named doors', async () => {
    expect(walled.length).toBeGreaterThanOrEqual(14)
    const open = await ask<{ name: string }>(
      `select relname as name from pg_class where relname = any($1) and relkind <> 'v' and not relrowsecurity`,
      [walled],
    )
    expect(open).toEqual([])
  })

  test('reading any of them without an account is an error, never an empty answer', async () => {
    for (const table of [...walled, 'accounts']) {
      expect(await ask(`select 1 from ${table} limit 1`), `${table} has rows`).toHaveLength(1)
      await expect(query(`select 1 from ${table} limit 1`), table).rejects.toMatchObject({ code: NO_ACCOUNT })
    }
  })

  test('with another account’s id set, none of the owner’s rows are seen, changed or removed', async () => {
    const { accountId } = owner.scope
    for (const table of walled) {
      const seen = await tenantTransaction(stranger.scope.accountId, (tx) =>
        tx.query(`select 1 from ${table} where account_id = $1`, [accountId]),
      )
      expect(seen, table).toEqual([])
    }
    for (const sql of [
      'update messages set status = $2 where account_id = $1 returning 1',
      'update balances set available_nanos = 0 where account_id = $1 and $2 <> $2 returning 1',
      'delete from numbers where account_id = $1 and $2 = $2 returning 1',
      'delete from request_urls where account_id = $1 and $2 = $2 returning 1',
    ]) {
      const changed = await tenantTransaction(stranger.scope.accountId, (tx) => tx.query(sql, [accountId, 'x']))
      expect(changed, sql).toEqual([])
    }
  })

  test('nothing can be written into another account', async () => {
    const insert = tenantTransaction(stranger.scope.accountId, (tx) =>
      tx.query("insert into request_urls values ($1, '', 'sms_callback', 'https://evil.example/', now())", [
        owner.scope.accountId,
      ]),
    )
    await expect(insert).rejects.toThrow('row-level security')
  })

  test('the account of one transaction does not stay for the next on the same connection', async () => {
    await tenantTransaction(owner.scope.accountId, (tx) => tx.query('select 1 from messages limit 1'))
    for (let round = 0; round < 20; round += 1) {
      await expect(query('select 1 from messages limit 1')).rejects.toMatchObject({ code: NO_ACCOUNT })
    }
  })

  test('an account id that is no UUID never becomes part of a statement', async () => {
    await expect(tenantTransaction("x'; reset role; --", async () => 1)).rejects.toThrow('not a UUID')
  })
})

describe('what is written stays written', () => {
  const asOwner = (sql: string) => tenantTransaction(owner.scope.accountId, (tx) => tx.query(sql))

  test.each([
    'ledger_postings',
    'message_events',
    'audit_log',
    'number_job_results',
    'request_url_versions',
    'port_events',
    'port_documents',
    'port_document_bytes',
  ])('%s can be neither changed nor removed', async (table) => {
    await expect(asOwner(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' })
    await expect(asOwner(`truncate ${table}`)).rejects.toMatchObject({ code: '42501' })
    await expect(asOwner(`update ${table} set account_id = account_id`)).rejects.toMatchObject({ code: '42501' })
  })

  test('there is no way round by a month’s own table', async () => {
    const [row] = await ask<{ name: string }>(
      "select relname as name from pg_class where relname like 'message_events_p%' and relkind = 'r' order by 1 desc limit 1",
    )
    for (const verb of ['delete from', 'select * from'])
      await expect(asOwner(`${verb} ${row?.name}`)).rejects.toMatchObject({ code: '42501' })
  })

  test('a message stays the message it was: text, numbers, price, link and money are written once', async () => {
    for (const column of ['body', 'from_e164', 'to_e164', 'price_nanos', 'link_id', 'is_test', 'key_id', 'parts'])
      await expect(asOwner(`update messages set ${column} = ${column}`), column).rejects.toMatchObject({
        code: '42501',
      })
  })

  test('messages and balances cannot be removed, totals and cursors not written', async () => {
    for (const sql of [
      'delete from messages',
      'delete from balances',
      'update message_rollups set messages = 0',
      'select * from relay_cursors',
    ])
      await expect(asOwner(sql), sql).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the audit log', () => {
  const APPEND = 'select append_audit($1, now(), $2, $2, $2, $2, $2, null, null, null) as seq'
  const append = (as: TestAccount, accountId: string | null) =>
    tenantTransaction(as.scope.accountId, (tx) => tx.query<{ seq: bigint }>(APPEND, [accountId, 'system']))
  const rows = ({ scope }: TestAccount) =>
    ask<{ seq: string }>('select seq from audit_log where account_id = $1 order by seq', [scope.accountId])

  test('has one way in, which no statement goes round', async () => {
    const { accountId } = owner.scope
    for (const sql of [
      `insert into audit_log select account_id, 999, at, actor_kind, actor_id, actor_name, action, object, before, after,
         previous_hash, hash, origin from audit_log where account_id = $1`,
      `insert into audit_heads values ($1, 1, '\\x00') on conflict (account_id) do update set seq = 0`,
      'update audit_heads set seq = 0 where account_id = $1',
      'delete from audit_heads where account_id = $1',
      'select 1 from audit_log where account_id = $1 for update',
    ]) {
      const tried = tenantTransaction(accountId, (tx) => tx.query(sql, [accountId]))
      await expect(tried, sql).rejects.toMatchObject({ code: '42501' })
    }
    for (const sql of [
      'truncate audit_heads',
      'alter table audit_log disable row level security',
      'create trigger mine before insert on audit_log execute function suppress_redundant_updates_trigger()',
      'drop function audit_hash',
      'create or replace function public.current_account() returns uuid language sql as $$ select null::uuid $$',
    ]) {
      await expect(
        tenantTransaction(accountId, (tx) => tx.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('takes rows for the account that is acted on and for no other', async () => {
    for (const accountId of [owner.scope.accountId, null]) {
      await expect(append(stranger, accountId)).rejects.toMatchObject({ code: '42501' })
    }
    await expect(query(APPEND, [owner.scope.accountId, 'system'])).rejects.toMatchObject({ code: NO_ACCOUNT })
  })

  test('is written by its owner’s function alone, and nobody else may call it', async () => {
    const grants = await ask<{ who: string }>(
      `select coalesce(r.rolname, 'everybody') as who from pg_proc p cross join aclexplode(p.proacl) a
       left join pg_roles r on r.oid = a.grantee where p.proname = 'append_audit' and a.grantee <> p.proowner`,
    )
    expect(grants).toEqual([{ who: 'longcode_app' }])
  })

  test('is not led astray by tables of the same name that somebody makes for a moment', async () => {
    const before = (await rows(owner)).length
    await tenantTransaction(owner.scope.accountId, async (tx) => {
      await tx.query('create temp table audit_log (like public.audit_log) on commit drop')
      await tx.query('create temp table audit_heads (like public.audit_heads) on commit drop')
      await tx.query(APPEND, [owner.scope.accountId, 'system'])
    })
    expect((await rows(owner)).length).toBe(before + 1)
    expect(await verifyAudit(owner.scope)).toMatchObject({ whole: true, rows: before + 1 })
  })

  test('is one chain without a gap, also when many changes come at once', async () => {
    const urls = Array.from({ length: 20 }, (_, index) => `https://hooks.harbor.example/${index}`)
    await Promise.all(urls.map((url) => setRequestUrl(owner.scope, { e164: owner.from, kind: 'sms_callback', url })))
    const written = await rows(owner)
    expect(written.map((row) => Number(row.seq))).toEqual(written.map((_, index) => index + 1))
    expect(await verifyAudit(owner.scope)).toMatchObject({ whole: true })
  })

  test('a change that is rolled back leaves no row', async () => {
    const count = () => ask('select 1 from audit_log where account_id = $1', [stranger.scope.accountId])
    const before = (await count()).length
    const url = 'https://hooks.harbor.example/'
    await expect(setRequestUrl(stranger.scope, { e164: owner.from, kind: 'sms_callback', url })).rejects.toThrow()
    expect((await count()).length).toBe(before)
  })
})
