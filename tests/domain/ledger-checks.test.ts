/** `npm run ledger` and the hourly check: whole books are called whole, and whatever is planted is found and named. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { checkAccount, checkBooks, countBrokenBooks } from '#domain/ledger/check-books.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { reversePosting } from '#domain/ledger/reverse-posting.ts'
import { verifyBooks } from '#domain/ledger/verify-books.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { env } from '#lib/env.ts'
import { toMessageRef } from '#lib/ids.ts'
import { HOUR_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { runAsOwner } from '#tests/support/database.ts'
import { accept, acceptAndSend, answer, bring, claim, inbound, newCarrierId, outcome } from '#tests/support/road.ts'

async function ledger(...options: string[]): Promise<{ code: number; told: string }> {
  const variables = { NODE_ENV: 'test' as const, DATABASE_URL: env.database.url, AUTH_SECRET: env.auth.secret }
  return promisify(execFile)(process.execPath, ['server/commands/ledger.ts', ...options], { env: variables }).then(
    ({ stdout }) => ({ code: 0, told: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, told: stdout + stderr }),
  )
}

/** A message of each kind of end: held, settled, released, charged. */
async function lived(): Promise<TestAccount> {
  const account = await makeAccount({ nanos: 20n * PART_NANOS })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  await accept(account)
  await answer(account, await claim(account), () => outcome.accepted(newCarrierId()))
  await accept(account)
  await answer(account, await claim(account), () => outcome.rejected())
  await accept(account)
  await bring(inbound(account))
  return account
}

test('the books of messages that were held, settled, released and charged are whole', async () => {
  const { scope } = await lived()
  const verdict = await verifyBooks(scope)
  expect(verdict).toMatchObject({ whole: true, faults: [], more: false })
  expect(verdict.postings).toBeGreaterThanOrEqual(7)
})

test('a balance that was moved by a nanodollar is found and named, by the hourly check and by the command, with exit code 1', async () => {
  const { scope } = await lived()
  const { accountId } = scope
  await runAsOwner(
    env.database.url,
    `update balances set available_nanos = available_nanos + 1 where account_id = '${accountId}'`,
  )
  await withClockAt(new Date(now().getTime() + 2 * HOUR_MS), async () => {
    while (await checkBooks());
  })
  const [row] = await ask<{ faults: string[] }>('select faults from ledger_checks where account_id = $1', [accountId])
  expect(row?.faults).toEqual([
    expect.stringMatching(/^The balance keeps \$0\.\d{8}1 as available; its postings say \$0\.\d{9}\.$/),
  ])
  expect(await countBrokenBooks()).toBeGreaterThan(0)
  const { code, told } = await ledger('verify', '--account', accountId)
  expect(code).toBe(1)
  expect(told).toContain('broken')
  expect(told).toContain('as available; its postings say')

  await runAsOwner(
    env.database.url,
    `update balances set available_nanos = available_nanos - 1 where account_id = '${accountId}'`,
  )
  expect((await checkAccount(accountId)).whole).toBe(true)
})

test.each([
  [
    'a price that was changed by a cent',
    'update messages set price_nanos = price_nanos + 10000000 where account_id = $1 and status = $2',
    'sent',
  ],
  [
    'a settled message that went back',
    "update messages set status = $2 where account_id = $1 and id in (select id from messages where account_id = $1 and status = 'sent')",
    'accepted',
  ],
  ['a charge that is missing', 'delete from ledger_postings where account_id = $1 and kind = $2', 'charge'],
  ['an end that is missing', 'delete from ledger_postings where account_id = $1 and kind = $2', 'settle'],
])('%s is found, and its message is named', async (_, sql, value) => {
  const { scope } = await lived()
  await ask(sql, [scope.accountId, value])
  const { whole, faults } = await verifyBooks(scope)
  expect(whole).toBe(false)
  const named = faults.flatMap((fault) => (fault.kind === 'message' ? [fault.messageId] : []))
  const [known] = await ask('select 1 from messages where account_id = $1 and id = $2', [scope.accountId, named[0]])
  expect([named.length, known]).toEqual([1, expect.anything()])
})

test('an operator gives and takes with a reason; taking more than there is takes nothing', async () => {
  const account = await makeAccount({ nanos: 4n * PART_NANOS })
  const { accountId } = account.scope
  expect(
    (await ledger('adjust', '--account', accountId, '--amount', '0.000000001', '--reason', 'a nanodollar')).code,
  ).toBe(0)
  expect((await ledger('adjust', '--account', accountId, '--amount=-0.004', '--reason', 'twice credited')).code).toBe(0)
  expect((await readBalance(account.scope)).availableNanos).toBe(3n * PART_NANOS + 1n)
  const refused = await ledger('adjust', '--account', accountId, '--amount=-5', '--reason', 'too much')
  expect(refused).toMatchObject({ code: 1, told: expect.stringContaining('nothing was taken') })
  for (const amount of ['0', 'NaN', '1e309', '0,5', '--1', '0.0000000001'])
    expect((await ledger('adjust', '--account', accountId, `--amount=${amount}`, '--reason', 'wrong')).code).toBe(1)
  expect((await books(account)).balance.available).toBe(3n * PART_NANOS + 1n)
  expect((await verifyBooks(account.scope)).whole).toBe(true)
  const told = await ask(
    "select after ->> 'reason' as reason from audit_log where account_id = $1 and action = 'balance.adjusted' order by seq",
    [accountId],
  )
  expect(told).toEqual([{ reason: 'a nanodollar' }, { reason: 'twice credited' }])
})

test('a correction that is run again by mistake moves nothing, also at once, and is made twice by whoever says so', async () => {
  const { scope } = await makeAccount({ nanos: PART_NANOS })
  const correction = { amountNanos: 1_000_000n, reason: 'late', once: true }
  const tries = await Promise.allSettled([adjustBalance(scope, correction), adjustBalance(scope, correction)])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [given] = await ask<{ id: string }>(
    "select id from ledger_postings where account_id = $1 and reason = 'late'",
    [scope.accountId],
  )
  await reversePosting(scope, given?.id ?? '', { ...correction, amountNanos: 1n })
  await expect(reversePosting(scope, given?.id ?? '', { ...correction, amountNanos: 1n })).rejects.toThrow(
    'done already',
  )
  const run = (...more: string[]) =>
    ledger('adjust', '--account', scope.accountId, '--amount', '0.001', '--reason', 'late', ...more)
  expect(await run()).toMatchObject({ code: 1, told: expect.stringMatching(/done already, at .*: nothing was moved/) })
  expect((await run('--again')).code).toBe(0)
  expect((await readBalance(scope)).availableNanos).toBe(PART_NANOS + 1_999_999n)
})

test('an operator refunds a message by its reference, in part and then the rest, and is told what is left', async () => {
  const account = await makeAccount({ nanos: 4n * PART_NANOS })
  const { accountId } = account.scope
  const { id } = await acceptAndSend(account)
  const refund = (...options: string[]) =>
    ledger('refund', toMessageRef(id), '--account', accountId, '--reason', 'sent twice', ...options)
  expect(await refund('--amount', '0.0000000001')).toMatchObject({ code: 1, told: expect.stringContaining('rounded') })
  expect((await refund('--amount', '0.001')).told).toContain(
    '$0.001000000 given back; $0.003000000 of that entry is left.',
  )
  expect((await refund()).told).toContain('$0.003000000 given back; $0.000000000 of that entry is left.')
  expect(await refund()).toMatchObject({ code: 1, told: expect.stringContaining('reversed whole already') })
  expect((await books(account)).balance.available).toBe(4n * PART_NANOS)
})

test('accounts that cannot be verified, however many, keep no other from being verified', async () => {
  const { scope } = await makeAccount()
  await checkAccount(scope.accountId)
  await ask(
    `with broken as (
       insert into accounts (id, name, time_zone, requests_per_second, created_at)
       select gen_random_uuid(), 'Broken', 'Nowhere/None', 1, now() from generate_series(1, 25) returning id
     ), balance as (insert into balances (account_id) select id from broken)
     insert into spend_totals (account_id, dimension, level, at, value) select id, 'line', 'quarter', now(), 'debit||' from broken`,
  )
  await withClockAt(new Date(now().getTime() + 4 * HOUR_MS), async () => {
    while (await checkBooks());
  })
  const again = `select checked_at > now() + interval '3 hours' as again from ledger_checks where account_id = $1`
  expect(await ask(again, [scope.accountId])).toEqual([{ again: true }])
})
