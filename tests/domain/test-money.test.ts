/** Two monies in one account: what a test key spends, and what is paid for. Neither pays for, or stands in the books of, the other. */
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { makeScope, NOWHERE, type Role } from '#domain/access/scope.ts'
import { TEST_MONEY_NANOS } from '#domain/ledger/open-books.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { refillTestMoney } from '#domain/ledger/refill-test-money.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { readToday } from '#domain/reports/read-today.ts'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { accept, answer, bring, claim, newCarrierId, outcome, receipt } from '#tests/support/road.ts'
import { leaveTestMoney, withTestKey } from '#tests/support/test-key.ts'

const EMPTY = { available: 0n, held: 0n, usage: 0n, funding: 0n, total: 0n, balance: { available: 0n, held: 0n } }

async function both(options: { nanos?: bigint } = {}) {
  const live = await makeAccount(options)
  return { live, byTest: await withTestKey(live) }
}

/** What each money's entries say is what its balance keeps, and each message's postings are in the money of the message. */
async function expectTwoSoundBooks(account: TestAccount): Promise<void> {
  for (const money of ['live', 'test'] as const) {
    const kept = await books(account, money)
    expect(kept.total).toBe(0n)
    expect(kept.balance).toEqual({ available: kept.available, held: kept.held })
    expect(kept.available >= 0n && kept.held >= 0n && kept.usage >= 0n).toBe(true)
  }
  const mixed = await ask(
    `select m.id from messages m join ledger_postings p on p.account_id = m.account_id and p.message_id = m.id
     where m.account_id = $1 and p.is_test <> m.is_test`,
    [account.scope.accountId],
  )
  expect(mixed).toEqual([])
}

test('a new account has $100.00 of test money by a posting, and no money', async () => {
  const account = await makeAccount({ nanos: 0n })
  expect(await books(account)).toEqual(EMPTY)
  const available = TEST_MONEY_NANOS
  expect(await books(account, 'test')).toEqual({
    ...EMPTY,
    available,
    funding: -available,
    balance: { available, held: 0n },
  })
  expect(await readBalance(account.scope)).toEqual({
    availableNanos: 0n,
    heldNanos: 0n,
    isLow: true,
    test: { availableNanos: TEST_MONEY_NANOS, heldNanos: 0n },
  })
})

test('a test message is held, settled and told like any other, and the account’s money does not move', async () => {
  const { live, byTest } = await both({ nanos: 0n })
  await accept(byTest)
  expect(await books(byTest, 'test')).toMatchObject({ available: TEST_MONEY_NANOS - PART_NANOS, held: PART_NANOS })
  const carrierId = newCarrierId()
  await answer(byTest, await claim(byTest), () => outcome.accepted(carrierId))
  await bring(receipt(live, carrierId))
  expect(await books(byTest, 'test')).toMatchObject({ held: 0n, usage: PART_NANOS })
  expect(await books(live)).toEqual(EMPTY)
  const { rows } = await listMessageRows(live.scope, { limit: 1 })
  expect(rows).toMatchObject([{ status: 'delivered', isTest: true, priceNanos: PART_NANOS.toString() }])
})

test('a refused test message gives its test money back', async () => {
  const { byTest } = await both({ nanos: 0n })
  await accept(byTest)
  await answer(byTest, await claim(byTest), () => outcome.rejected())
  expect(await books(byTest, 'test')).toMatchObject({ available: TEST_MONEY_NANOS, held: 0n, usage: 0n })
})

test('with test money for one message and money for one, fifty of each at once give one of each', async () => {
  const { live, byTest } = await both({ nanos: PART_NANOS })
  await leaveTestMoney(byTest, PART_NANOS)
  const told = (account: TestAccount) =>
    accept(account).then(
      () => 'accepted',
      (fault) => fault.code,
    )
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, nth) => {
      const money = nth % 2 === 0 ? 'live' : 'test'
      return `${money} ${await told(money === 'live' ? live : byTest)}`
    }),
  )
  const count = (what: string) => answers.filter((one) => one === what).length
  expect([count('live accepted'), count('test accepted')]).toEqual([1, 1])
  expect([count('live insufficient_funds'), count('test insufficient_test_funds')]).toEqual([49, 49])
  for (const money of ['live', 'test'] as const)
    expect((await books(live, money)).balance).toEqual({ available: 0n, held: PART_NANOS })
  await expectTwoSoundBooks(live)
})

test('whatever both keys send and carriers answer, in any order, two books stay sound', async () => {
  const how = fc.constantFrom('accepted', 'rejected', 'uncertain', 'unsent')
  const step = fc.record({ live: fc.nat(4), test: fc.nat(4), parts: fc.integer({ min: 1, max: 3 }), how })
  const history = fc.tuple(fc.nat(12), fc.nat(12), fc.array(step, { minLength: 1, maxLength: 6 }))
  await fc.assert(
    fc.asyncProperty(history, async ([liveParts, testParts, steps]) => {
      const { live, byTest } = await both({ nanos: BigInt(liveParts) * PART_NANOS })
      await leaveTestMoney(byTest, BigInt(testParts) * PART_NANOS)
      for (const { parts, how, ...counts } of steps) {
        const body = 'a'.repeat(parts === 1 ? 10 : 153 * parts)
        const sends = [...Array(counts.live).fill(live), ...Array(counts.test).fill(byTest)]
        await Promise.allSettled(sends.map((account: TestAccount) => accept(account, { body })))
        await answer(live, await claim(live), () =>
          how === 'accepted' ? outcome.accepted(newCarrierId()) : outcome[how](),
        )
      }
      await expectTwoSoundBooks(live)
    }),
    { seed: 20_261_125, numRuns: 12, endOnFailure: true },
  )
}, 60_000)

test('an Idempotency-Key used with one kind of key never answers the other', async () => {
  const { live, byTest } = await both()
  const input = parseSendInput({ from: live.from, to: '12065550107', body: 'hi' })
  const first = await acceptMessage(byTest.scope, input, { idempotencyKey: 'order-17' })
  expect(await acceptMessage(byTest.scope, input, { idempotencyKey: 'order-17' })).toMatchObject({
    id: first.id,
    replayed: true,
  })
  const refused = { code: 'idempotency_mismatch' }
  await expect(acceptMessage(live.scope, input, { idempotencyKey: 'order-17' })).rejects.toMatchObject(refused)
  await acceptMessage(live.scope, input, { idempotencyKey: 'order-18' })
  await expect(acceptMessage(byTest.scope, input, { idempotencyKey: 'order-18' })).rejects.toMatchObject(refused)
})

test('test messages stand in no total: a day of tests is a day without traffic', async () => {
  const { live, byTest } = await both()
  await accept(live)
  for (let nth = 0; nth < 3; nth += 1) await accept(byTest)
  const carrierId = newCarrierId()
  await answer(live, await claim(live), () => outcome.accepted(carrierId))
  await vi.waitFor(async () => {
    await relayOutbox()
    expect(await readToday(live.scope)).toMatchObject({ sent: 1, spentNanos: PART_NANOS.toString() })
  })
  const sql = 'select sum(messages)::int as messages, sum(charged_nanos)::text as nanos from message_rollups'
  const rows = await ask(`${sql} where account_id = $1`, [live.scope.accountId])
  expect(rows).toEqual([{ messages: 1, nanos: PART_NANOS.toString() }])
})

describe('refilling', () => {
  const audits = ({ scope }: TestAccount) =>
    ask("select before, after from audit_log where account_id = $1 and action = 'test_money.refilled'", [
      scope.accountId,
    ])

  test('fills up to $100.00, says by how much, and is in the audit log', async () => {
    const account = await makeAccount({ nanos: 0n })
    await leaveTestMoney(account, 5n)
    expect(await refillTestMoney(account.scope)).toBe(TEST_MONEY_NANOS - 5n)
    expect((await books(account, 'test')).balance).toEqual({ available: TEST_MONEY_NANOS, held: 0n })
    expect(await books(account)).toEqual(EMPTY)
    expect(await audits(account)).toEqual([
      { before: { availableNanos: '5' }, after: { availableNanos: TEST_MONEY_NANOS.toString() } },
    ])
    await expectTwoSoundBooks(account)
  })

  test('by many at once fills it once; what is full is left alone and not written down', async () => {
    const account = await makeAccount({ nanos: 0n })
    await leaveTestMoney(account, 5n)
    const given = await Promise.all(Array.from({ length: 8 }, () => refillTestMoney(account.scope)))
    expect(given.filter((nanos) => nanos > 0n)).toEqual([TEST_MONEY_NANOS - 5n])
    expect((await readBalance(account.scope)).test.availableNanos).toBe(TEST_MONEY_NANOS)
    expect(await audits(account)).toHaveLength(1)
  })

  test('is for those who manage keys, and for no key itself', async () => {
    const { live, byTest } = await both({ nanos: 0n })
    await expect(refillTestMoney(byTest.scope)).rejects.toMatchObject({ code: 'not_allowed' })
    const as = (role: Role) => makeScope(live.scope.accountId, { kind: 'person', id: 'p', name: 'Sam', role }, NOWHERE)
    for (const role of ['finance', 'support', 'read_only'] as const)
      await expect(refillTestMoney(as(role)), role).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await refillTestMoney(as('developer'))).toBe(0n)
  })
})
