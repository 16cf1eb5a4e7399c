/** Messages of several accounts are accepted by one statement: each with its own account's numbers, keys, opt-outs, prices, limits, money. */
import { beforeEach, expect, test } from 'vitest'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { makeAccount, newConsumer, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { withTestKey } from '#tests/support/test-key.ts'

type Send = { from?: string; to?: string; key?: string; body?: string }

let one: TestAccount
let two: TestAccount
beforeEach(async () => {
  one = await makeAccount({ nanos: 10n * PART_NANOS })
  two = await makeAccount({ nanos: 10n * PART_NANOS })
})

/** All of one turn, so of one batch. Answers ids, or the code of the refusal. */
function together(sends: readonly (readonly [TestAccount, Send])[]): Promise<string[]> {
  const accepted = sends.map(([account, { from = account.from, to = newConsumer(), key, body = 'hello there' }]) =>
    acceptMessage(account.scope, parseSendInput({ from, to, body }), { idempotencyKey: key }).then(
      ({ id }) => id,
      ({ code }: { code: string }) => code,
    ),
  )
  return Promise.all(accepted)
}

const spentOf = async (account: TestAccount) => 10n * PART_NANOS - (await books(account)).available

test('what is sent at once by several accounts, live and test, is one transaction, and each pays for its own', async () => {
  const tried = await withTestKey(one)
  const ids = await together([
    [one, {}],
    [two, { body: 'x'.repeat(161) }],
    [tried, {}],
    [one, {}],
  ])
  const rows = await ask<{ account: string; is_test: boolean; price: string; batch: string }>(
    `select account_id as account, is_test, price_nanos::text as price, xmin::text as batch from messages where id = any($1) order by id`,
    [ids],
  )
  expect(rows).toHaveLength(4)
  expect(new Set(rows.map(({ batch }) => batch)).size).toBe(1)
  expect(await spentOf(one)).toBe(2n * PART_NANOS)
  expect(await spentOf(two)).toBe(2n * PART_NANOS)
  expect((await books(one, 'test')).held).toBe(PART_NANOS)
  const volumes = await ask(
    'select volume_parts::int as parts from balances where account_id = any($1) order by account_id = $2 desc',
    [[one.scope.accountId, two.scope.accountId], one.scope.accountId],
  )
  expect(volumes).toEqual([{ parts: 2 }, { parts: 2 }])
})

test('a neighbour in the batch cannot send from my number, nor is answered with what my idempotency key has made', async () => {
  const [mine = ''] = await together([[one, { key: 'order-1', to: '+12065550155' }]])
  const [stolen, again, theirs] = await together([
    [two, { from: one.from }],
    [one, { key: 'order-1', to: '+12065550155' }],
    [two, { key: 'order-1', to: '+12065550155' }],
  ])
  expect(stolen).toBe('sender_not_yours')
  expect(again).toBe(mine)
  expect(theirs).toMatch(/^[0-9a-f-]{36}$/)
  expect(theirs).not.toBe(mine)
  expect([await countMessages(one), await countMessages(two)]).toEqual([1, 1])
})

test('opt-outs, own prices, limits and fuses of one account are not those of its neighbour in the batch', async () => {
  const consumer = newConsumer()
  const { accountId } = one.scope
  await ask(
    `insert into opt_outs (account_id, id, number, consumer, is_test, source, at) values ($1, $2, $3, $4, false, 'person', now())`,
    [accountId, newId(), one.from, consumer],
  )
  await ask(
    `insert into account_rates (account_id, id, direction, number_kind, destination, from_parts, part_nanos, effective_from)
     values ($1, $2, 'outbound', 'longcode', 'any', 0, 1000000, now() - interval '1 day')`,
    [accountId, newId()],
  )
  await ask(
    `insert into spend_limits (account_id, id, name, subject, period, limit_nanos, created_at)
     values ($1, $2, 'a day', 'account', 'day', 2000000, now())`,
    [accountId, newId()],
  )
  await ask(
    `insert into fuse_trips (account_id, id, key_id, prefix, tripped_at, messages, within_seconds, allowed)
     values ($1, $2, null, '+1416', now(), 9, 60, 3)`,
    [accountId, newId()],
  )
  const sends: Send[] = [{ to: consumer }, { to: '+14165550101' }, {}, {}, {}]
  const answers = await together([one, two].flatMap((account) => sends.map((send) => [account, send] as const)))
  const isId = expect.stringMatching(/^[0-9a-f-]{36}$/)
  expect(answers).toEqual([
    ...['opted_out', 'destination_paused', isId, isId, 'spend_limit_reached'],
    ...[isId, isId, isId, isId, isId],
  ])
  expect(await spentOf(one)).toBe(2_000_000n)
  expect(await spentOf(two)).toBe(5n * PART_NANOS)
})

test('nobody but the application’s role may hand in a batch', async () => {
  const may = `has_function_privilege($1, 'accept_messages(timestamptz, interval, boolean, jsonb)', 'execute') as may`
  expect(await ask(`select ${may}`, ['longcode_app'])).toEqual([{ may: true }])
  expect(await ask(`select ${may}`, ['public'])).toEqual([{ may: false }])
})

test('who has too little is refused from there on; the neighbours are not', async () => {
  const poor = await makeAccount({ nanos: 2n * PART_NANOS })
  const answers = await together([poor, poor, two, poor, two].map((account) => [account, {}] as const))
  expect(answers.map((answer) => answer === 'insufficient_funds')).toEqual([false, false, false, true, false])
  expect((await books(poor)).available).toBe(0n)
  expect(await spentOf(two)).toBe(2n * PART_NANOS)
})

test('an account whose balance somebody else has locked keeps no neighbour waiting, and is accepted when it is free', async () => {
  const order: string[] = []
  const released = Promise.withResolvers<void>()
  const isLocked = Promise.withResolvers<void>()
  const holding = tenantTransaction(one.scope.accountId, async (tx) => {
    await lockBalance(tx, one.scope.accountId)
    isLocked.resolve()
    await released.promise
  })
  await isLocked.promise
  const tell = (name: string) => () => order.push(name)
  const both = [together([[one, {}]]).then(tell('one')), together([[two, {}]]).then(tell('two'))]
  await both[1]
  released.resolve()
  await Promise.all([holding, ...both])
  expect(order).toEqual(['two', 'one'])
  expect([await countMessages(one), await countMessages(two)]).toEqual([1, 1])
})
