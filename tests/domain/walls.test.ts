/** The second fence between tenants, and what nobody can take back: held by the database, whatever the code does. */
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { inviteMember } from '#domain/access/invite-member.ts'
import { verifyAudit } from '#domain/audit/verify-audit.ts'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'
import { askExport } from '#domain/exports/ask-export.ts'
import { readExportChoice, USUAL_CHOICE } from '#domain/exports/export-choice.ts'
import { makeSchedule } from '#domain/exports/make-schedule.ts'
import { runExport } from '#domain/exports/run-export.ts'
import { relayInsights } from '#domain/insights/relay-insights.ts'
import { recordKeyUses } from '#domain/keys/record-key-uses.ts'
import { recordRefusals } from '#domain/keys/record-refusals.ts'
import { checkAccount } from '#domain/ledger/check-books.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { makeEditJob } from '#domain/numbers/make-edit-job.ts'
import { runNumberJobs } from '#domain/numbers/run-number-job.ts'
import { startNumberJob } from '#domain/numbers/start-number-job.ts'
import { setAlerts } from '#domain/payments/set-alerts.ts'
import { beginLoopTests } from '#domain/porting/loop-test.ts'
import { NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { relayTexts } from '#domain/reports/relay-texts.ts'
import { relayTotals } from '#domain/reports/relay-totals.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { startCopies } from '#domain/routing/start-copies.ts'
import { DEFAULT_LOOK } from '#domain/views/message-look.ts'
import { saveView } from '#domain/views/save-view.ts'
import { setMessageLook } from '#domain/views/set-message-look.ts'
import { recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { claimDue } from '#tests/support/claim-due.ts'
import { personOf } from '#tests/support/own-person.ts'
import { portedOrder } from '#tests/support/port.ts'
import { acceptAndSend, bring, inbound, receipt } from '#tests/support/road.ts'
import { paidByCard } from '#tests/support/stripe/paid-by-card.ts'

/** Asked before an account is known, so they are open to the application; each is a small look-up of ids. */
const DOORS = ['access_keys', 'carrier_ids', 'memberships', 'number_owners', 'sessions']

/** The setting is unknown on this connection, or was set by an earlier transaction and is empty now. */
const NO_ACCOUNT = expect.stringMatching(/^(42704|22P02)$/)

let owner: TestAccount
let stranger: TestAccount
let walled: string[]

/** One call of a key, as the API records it. */
function usesOf({ scope, keyId: key_id }: TestAccount) {
  const at = now()
  const counted = { key_id, generation: 1, calls: 1, refused: 0 }
  const caller = { address: '203.0.113.7', agent: 'client/1' }
  const use = { ...counted, ...caller, day: '2026-11-25', endpoint: 'GET /v2/numbers', number: '' }
  const listed = { key_id, id: newId(), at, generation: 1, method: 'GET', path: '/v2/numbers', status: 200, code: '' }
  return {
    account: scope.accountId,
    uses: [{ ...use, first_at: at, last_at: at }],
    minutes: [{ ...counted, minute: at }],
    requests: [{ ...listed, ...caller, duration_ms: 1 }],
  }
}

function refusedCallOf({ scope, keyId }: TestAccount) {
  const call = { method: 'POST', path: '/v2/messages', status: 402, code: 'insufficient_funds', sentence: 'No.' }
  const caller = { address: '203.0.113.7', agent: 'client/1', idempotency_key: '' }
  const content = { from_e164: '', to_e164: '', body: '', body_bytes: 0 }
  return { account_id: scope.accountId, id: newId(), at: now(), key_id: keyId, ...call, ...caller, ...content }
}

/** An account with a row in every tenant table, and a stranger. */
beforeAll(async () => {
  ;[owner, stranger] = [await makeAccount(), await makeAccount({ longcodes: 0, nanos: 0n })]
  const { accountId } = owner.scope
  const receipts = { e164: '', kind: 'sms_dlr_callback', url: 'https://hooks.harbor.example/' } as const
  await setRequestUrl(owner.scope, receipts)
  await startCopies(owner.scope, { ...receipts, events: 1 })
  await inviteMember(owner.scope, { email: 'ben@sound.example', role: 'developer' })
  const { carrierId } = await acceptAndSend(owner, { body: 'it’s ready' })
  await bring(receipt(owner, carrierId, { state: 'undelivered', errorCode: '034' }))
  await bring(inbound(owner, { text: 'please quit texting me' }), inbound(owner, { text: 'STOP' }))
  const input = parseSendInput({ from: owner.from, to: '12065550107', body: 'hi' })
  await acceptMessage(owner.scope, input, { idempotencyKey: 'k' })
  const [delivery] = await claimDue(accountId, { limit: 1, leaseMs: MINUTE_MS })
  const tried = { startedAt: now(), durationMs: 1, statusCode: 200, error: null, answer: '' }
  await recordAttempts(accountId, [
    { deliveryId: delivery?.id ?? '', endpointId: delivery?.endpointId ?? '', ...tried },
  ])
  await recordKeyUses([usesOf(owner)])
  await recordRefusals({ rows: [refusedCallOf(owner)], more: [] })
  await ask('insert into cart_numbers (account_id, e164, added_at) values ($1, $2, now())', [accountId, '+12065550199'])
  await portedOrder(owner)
  const linkIds = [(await sandboxLink()).id]
  const inThreeDays = new Date(now().getTime() + 3 * DAY_MS)
  await withClockAt(inThreeDays, () => beginLoopTests({ loopNumber: '+12025550199', linkIds }))
  const edit = { addTags: 'desk', removeTags: '', sms_callback: 'keep', sms_dlr_callback: 'keep' } as const
  const person = await personOf(owner)
  await startNumberJob(person, { id: await makeEditJob(person, { numbers: [owner.from] }, edit) })
  await runNumberJobs({ batch: 1, leaseMs: MINUTE_MS })
  await setAlerts(owner.scope, '5')
  await paidByCard(owner)
  await saveView(person, { name: 'Failed', filter: NO_MESSAGE_FILTER, look: DEFAULT_LOOK, isShared: true })
  await setMessageLook(person, DEFAULT_LOOK)
  await checkAccount(accountId)
  await askBillCheck(owner.scope, now().toISOString().slice(0, 7))
  await ask(
    `insert into replays (account_id, id, filter, per_second, total, until, started_at, started_by)
     values ($1, $2, '{}', 1, 0, now(), now(), 'ben')`,
    [accountId, newId()],
  )
  const limit = newId()
  await ask(
    `with own as (
       insert into account_rates (account_id, id, direction, number_kind, part_nanos, effective_from) values ($1, $2, 'outbound', 'longcode', 1, now())
     ), quote as (
       insert into quotes (account_id, id, state, monthly_parts, number_kinds, asked_at, asked_by) values ($1, $2, 'asked', 1, '{longcode}', now(), 'ben')
     ), quoted as (
       insert into quote_rates (account_id, quote_id, direction, number_kind, destination, from_parts, part_nanos)
       values ($1, $2, 'outbound', 'longcode', 'any', 0, 1)
     ), fuse as (
       insert into fuse_settings (account_id) values ($1)
     ), tripped as (
       insert into fuse_trips (account_id, id, prefix, tripped_at, messages, within_seconds, allowed) values ($1, $2, '+1268', now(), 9, 60, 5)
     )
     insert into spend_limits (account_id, id, name, subject, period, limit_nanos, created_at)
     values ($1, $2, 'A day', 'account', 'day', 1000000000, now())`,
    [accountId, limit],
  )
  await ask(
    `insert into spend_alerts (account_id, limit_id, window_from, percent, spent_nanos, at) values ($1, $2, now(), 80, 1, now())`,
    [accountId, limit],
  )
  const file = { filter: NO_MESSAGE_FILTER, filterZone: 'UTC', choice: readExportChoice(USUAL_CHOICE, 'UTC').choice }
  await askExport(person, file)
  await runExport(new AbortController().signal)
  await makeSchedule(person, { ...file, name: 'Each day' })
  await vi.waitFor(async () => {
    await relayOutbox()
    await relayInsights()
    await relayTexts()
    await relayTotals()
    for (const table of ['message_rollups', 'message_texts', 'message_totals', 'insight_errors', 'insight_characters'])
      expect(await ask(`select 1 from ${table} where account_id = $1`, [accountId])).not.toEqual([])
  })
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
