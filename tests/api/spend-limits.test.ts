/** Spend limits over the API: a crowd spends exactly up to one, and whoever is refused is told which and until when. */

import { expect, test } from 'vitest'
import { changeAccount } from '#domain/access/change-account.ts'
import { changeLimit } from '#domain/limits/change-limit.ts'
import { listLimits } from '#domain/limits/list-limits.ts'
import { removeLimit } from '#domain/limits/remove-limit.ts'
import { setLimit } from '#domain/limits/set-limit.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { accept, answer, claim, outcome } from '#tests/support/road.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { expectError, send } from './client.ts'

const CENT = 10_000_000n
const DAY = { name: 'Each day', subject: 'account', value: '', period: 'day', amount: '10.00', percents: '' }
const limit = ({ scope }: TestAccount, terms: Partial<typeof DAY> = {}) => setLimit(scope, { ...DAY, ...terms })
const spent = async ({ scope }: TestAccount) => (await listLimits(scope)).map(({ spentNanos }) => spentNanos)

/** Each client sends one after the other. */
async function crowd(account: TestAccount, clients: number, each: number, body = () => 'hello there') {
  const answers = await Promise.all(
    Array.from({ length: clients }, async () => {
      const own = []
      for (let nth = 0; nth < each; nth += 1) own.push(await send(account, { body: body() }))
      return own
    }),
  )
  return answers.flat()
}

test('100 clients at once against a limit of 10.00 spend exactly that; the rest get 402 with its name and when it begins anew', async () => {
  const account = await makeAccount({ dollars: '20' })
  await limit(account)
  const answers = await crowd(account, 100, 26)
  const refused = answers.filter(({ statusCode }) => statusCode !== 202)
  expect([answers.length - refused.length, refused.length]).toEqual([2500, 100])
  for (const one of refused) {
    const error = expectError(one, 402)
    expect(error.detail).toMatch(
      /^The limit “Each day” of \$10\.00 is reached.* begins anew at \d{4}-\d\d-\d\dT\d\d:00:00Z;/,
    )
    expect(Number(one.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(one.headers['retry-after'])).toBeLessThanOrEqual(25 * 3600)
  }
  expect(await countMessages(account)).toBe(2500)
  expect((await books(account)).balance).toEqual({ available: 1000n * CENT, held: 1000n * CENT })
  expect(await spent(account)).toEqual([1000n * CENT])
}, 60_000)

test('with messages of one to four parts at once a limit is never passed, and less than the smallest is left', async () => {
  const account = await makeAccount({ dollars: '20' })
  await limit(account, { amount: '0.50' })
  let nth = 0
  await crowd(account, 50, 4, () => 'a'.repeat([20, 200, 400, 600][nth++ % 4] ?? 20))
  await send(account)
  const [nanos = 0n] = await spent(account)
  expect(nanos).toBeLessThanOrEqual(50n * CENT)
  expect(50n * CENT - nanos).toBeLessThan(PART_NANOS)
  expect((await books(account)).balance.held).toBe(nanos)
}, 30_000)

test('what a carrier rejects is given back, a replay counts once, and test messages count nothing', async () => {
  const account = await makeAccount()
  await limit(account, { amount: '0.008' })
  const key = { 'idempotency-key': 'once' }
  expect([(await send(account, {}, key)).statusCode, (await send(account, {}, key)).statusCode]).toEqual([202, 202])
  expect(await spent(account)).toEqual([PART_NANOS])
  await send(account)
  const tester = await withTestKey(account)
  expectError(await send(account), 402)
  expect((await send(tester)).statusCode).toBe(202)
  await answer(account, await claim(account), () => outcome.rejected())
  expect(await spent(account)).toEqual([0n])
  expect((await send(account)).statusCode).toBe(202)
})

test('limits of a key, a number and a prefix hold together, and bind nothing else', async () => {
  const account = await makeAccount({ longcodes: 2 })
  const [one = '', other = ''] = account.numbers
  await limit(account, { name: 'Key', subject: 'key', value: account.keyId, amount: '0.016' })
  await limit(account, { name: 'Number', subject: 'number', value: one, amount: '0.012' })
  await limit(account, { name: 'Prefix', subject: 'prefix', value: '+1206555', amount: '0.004' })
  const from = (number: string, to: string) => send(account, { from: number.slice(1), to })
  expect((await from(one, '12065550107')).statusCode).toBe(202)
  expect(expectError(await from(other, '12065550107'), 402).detail).toContain('“Prefix”')
  await from(one, '14255550107')
  await from(one, '14255550107')
  expect(expectError(await from(one, '14255550107'), 402).detail).toContain('“Number”')
  await from(other, '14255550107')
  expect(expectError(await from(other, '14255550107'), 402).detail).toContain('“Key”')
  // People in the portal use no key.
  await accept(account, { from: other, to: '+14255550107' })
})

test('a new limit knows what its period has spent, a raised one lets more through, a removed one nothing holds', async () => {
  const account = await makeAccount()
  await send(account)
  const { id, spent: known } = await limit(account, { amount: '0.004' })
  expect(known).toEqual({ nanos: PART_NANOS, from: 'messages' })
  expectError(await send(account), 402)
  await changeLimit(account.scope, id, { name: 'Each day', amount: '0.008', percents: '' })
  expect((await send(account)).statusCode).toBe(202)
  expectError(await send(account), 402)
  await removeLimit(account.scope, id)
  expect((await send(account)).statusCode).toBe(202)
})

test('a day ends at midnight of the account, on days of 23 and 25 hours too', async () => {
  await ask('select ensure_partitions($1, now())', [new Date('2026-03-01T00:00:00Z')])
  for (const [before, after] of [
    ['2026-03-09T06:59:59Z', '2026-03-09T07:00:00Z'],
    ['2026-11-02T07:59:59Z', '2026-11-02T08:00:00Z'],
  ] as const) {
    const account = await makeAccount()
    const until = await withClockAt(new Date(before), async () => {
      await limit(account, { amount: '0.004' })
      await accept(account)
      await expect(accept(account)).rejects.toMatchObject({ code: 'spend_limit_reached', retryAfterSeconds: 1 })
      return (await listLimits(account.scope))[0]?.until
    })
    expect(until).toEqual(new Date(after))
    await withClockAt(new Date(after), () => accept(account))
  }
})

test('in another zone the running day ends at midnight there, with what was spent in it', async () => {
  const account = await makeAccount()
  await withClockAt(new Date('2026-11-24T12:00:00Z'), async () => {
    await limit(account, { amount: '0.004' })
    await accept(account)
    await changeAccount(account.scope, { name: 'Harbor Dental', timeZone: 'America/St_Johns' })
    await expect(accept(account)).rejects.toMatchObject({ code: 'spend_limit_reached' })
  })
  const midnight = new Date('2026-11-25T03:30:00Z')
  await withClockAt(new Date(midnight.getTime() - 1), () =>
    expect(accept(account)).rejects.toMatchObject({ retryAfterSeconds: 1 }),
  )
  await withClockAt(midnight, () => accept(account))
})

test('an amount that is not exact and a subject of somebody else are refused with a sentence, and set nothing', async () => {
  const [account, stranger] = [await makeAccount(), await makeAccount()]
  for (const amount of ['0.1 + 0.2', 'NaN', '1e309', '9007199254740993', '-1', '10,00', ''])
    await expect(limit(account, { amount })).rejects.toMatchObject({ fields: { limit_amount: [expect.any(String)] } })
  for (const [subject, value] of [
    ['key', stranger.keyId],
    ['number', stranger.from],
    ['prefix', '+44'],
  ] as const)
    await expect(limit(account, { subject, value })).rejects.toMatchObject({
      fields: { [subject]: [expect.any(String)] },
    })
  expect(await listLimits(account.scope)).toEqual([])
  const { id } = await limit(stranger)
  await expect(removeLimit(account.scope, id)).rejects.toMatchObject({ code: 'not_found' })
})

test('the highest limit that can be written stops no message', async () => {
  const account = await makeAccount()
  await limit(account, { amount: '999999999.999999999', percents: '1 80 100' })
  expect((await send(account)).statusCode).toBe(202)
  expect(await spent(account)).toEqual([PART_NANOS])
})

test('a limit gives nothing back for what it never counted', async () => {
  const account = await makeAccount()
  await accept(account)
  const before = await claim(account)
  await limit(account)
  // As where there were too many messages to look at.
  await ask('update spend_limits set spent_nanos = 0, counted_from = created_at where account_id = $1', [
    account.scope.accountId,
  ])
  await accept(account)
  await answer(account, before, () => outcome.rejected())
  expect(await spent(account)).toEqual([PART_NANOS])
})
