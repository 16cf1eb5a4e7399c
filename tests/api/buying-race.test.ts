/** Two buyers of one number: exactly one gets it, the other a clear message and no charge. */
import { expect, test } from 'vitest'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { takeFromStock } from '#domain/numbers/take-from-stock.ts'
import { tenantTransaction } from '#lib/db.ts'
import { makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { inStock, MONTHLY_NANOS, putInStock, SETUP_NANOS } from '#tests/support/stock.ts'
import { expectError, request } from './client.ts'

const PRICE = SETUP_NANOS + MONTHLY_NANOS
const MONEY = 10_000_000_000n

async function stockOf(count: number): Promise<string[]> {
  const numbers = takeNumbers('longcode', count)
  await putInStock(numbers)
  return numbers
}
const buy = (account: TestAccount, e164: string, headers = {}) =>
  request(account, 'POST', `/v2/numbers/${e164.slice(1)}`, undefined, headers)

test('50 buyers race for 10 numbers: 10 are sold once each, 40 are told so and pay nothing, and the books are exact', async () => {
  const numbers = await stockOf(10)
  const buyers = await Promise.all(Array.from({ length: 50 }, () => makeAccount({ longcodes: 0, nanos: MONEY })))
  const answers = await Promise.all(buyers.map((buyer, nth) => buy(buyer, numbers[nth % 10] ?? '')))

  const winners = buyers.filter((_, nth) => answers[nth]?.statusCode === 201)
  const losers = buyers.filter((_, nth) => answers[nth]?.statusCode !== 201)
  expect([winners.length, losers.length]).toEqual([10, 40])
  for (const answer of answers.filter(({ statusCode }) => statusCode !== 201))
    expect(expectError(answer, 404)).toMatchObject({ code: 'number_taken', detail: expect.stringContaining('quicker') })

  const owners = await ask<{ account_id: string }>('select account_id from number_owners where e164 = any($1)', [
    numbers,
  ])
  expect(owners.map((row) => row.account_id).sort()).toEqual(winners.map(({ scope }) => scope.accountId).sort())
  expect(await inStock(numbers)).toEqual([])
  for (const [accounts, spent] of [[winners, PRICE] as const, [losers, 0n] as const])
    for (const account of accounts)
      expect(await books(account)).toMatchObject({
        total: 0n,
        usage: spent,
        available: MONEY - spent,
        balance: { available: MONEY - spent, held: 0n },
      })
})

test('one account that asks for one number many times at once buys it once', async () => {
  const [e164 = ''] = await stockOf(1)
  const account = await makeAccount({ longcodes: 0, nanos: MONEY })
  const answers = await Promise.all(Array.from({ length: 8 }, () => buy(account, e164)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 404)])
  expect((await books(account)).usage).toBe(PRICE)
})

test('with one Idempotency-Key, every one of them gets the answer of the one purchase', async () => {
  const [e164 = ''] = await stockOf(1)
  const account = await makeAccount({ longcodes: 0, nanos: MONEY })
  const answers = await Promise.all(Array.from({ length: 8 }, () => buy(account, e164, { 'idempotency-key': 'once' })))
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1)
  expect((await books(account)).usage).toBe(PRICE)
})

test('the last money of an account buys one of two numbers, never both', async () => {
  const numbers = await stockOf(2)
  const account = await makeAccount({ longcodes: 0, nanos: PRICE + PRICE - 1n })
  const answers = await Promise.all(numbers.map((e164) => buy(account, e164)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 402])
  expect(await books(account)).toMatchObject({ usage: PRICE, balance: { available: PRICE - 1n } })
})

test('a process that dies half-way leaves the number for sale and the money where it was', async () => {
  const [e164 = ''] = await stockOf(1)
  const account = await makeAccount({ longcodes: 0, nanos: MONEY })
  const died = tenantTransaction(account.scope.accountId, async (tx) => {
    await takeFromStock(tx, account.scope, [e164])
    // As `kill -9` would: the server ends the line and rolls back.
    await tx.query('select pg_terminate_backend(pg_backend_pid())')
  })
  await expect(died).rejects.toThrow()
  expect(await inStock([e164])).toEqual([e164])
  expect(await books(account)).toMatchObject({ usage: 0n, total: 0n, balance: { available: MONEY } })
  expect((await buy(account, e164)).statusCode).toBe(201)
})

test('behind a request that hangs, a buyer waits two seconds and is told when to ask again; nothing was bought', async () => {
  const [e164 = ''] = await stockOf(1)
  const account = await makeAccount({ longcodes: 0, nanos: MONEY })
  const answers = await tenantTransaction(account.scope.accountId, async (tx) => {
    await lockBalance(tx, account.scope.accountId)
    return Promise.all([buy(account, e164, { 'idempotency-key': 'slow' }), buy(account, e164)])
  })
  expect(answers.map(({ statusCode, headers }) => [statusCode, headers['retry-after']])).toEqual([
    [409, '1'],
    [503, '1'],
  ])
  expect((await books(account)).usage).toBe(0n)
  expect((await buy(account, e164, { 'idempotency-key': 'slow' })).statusCode).toBe(201)
})

test('two carts with the same numbers in opposite order do not lock each other up', async () => {
  const numbers = await stockOf(6)
  const [one, two] = [await makeAccount({ nanos: MONEY * 10n }), await makeAccount({ nanos: MONEY * 10n })]
  const take = (account: TestAccount, wanted: string[]) =>
    tenantTransaction(account.scope.accountId, (tx) => takeFromStock(tx, account.scope, wanted))
  const results = await Promise.allSettled([take(one, numbers), take(two, numbers.toReversed())])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual(['number_taken'])
})
