import { expect, test } from 'vitest'
import { makeAccount, PART_NANOS } from '#tests/support/account.ts'
import { ask, books, countMessages, statuses } from '#tests/support/books.ts'
import { answer, claim, newCarrierId, outcome } from '#tests/support/road.ts'
import { type Answer, expectError, send } from './client.ts'

const count = (answers: readonly Answer[], status: number) =>
  answers.filter((answer) => answer.statusCode === status).length

test('with money for exactly one message, 200 sends at once give one 202 and 199 times 402, and the balance is zero', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) => send(account, { body: `message ${index}` })),
  )
  expect([count(answers, 202), count(answers, 402)]).toEqual([1, 199])
  for (const refused of answers.filter((one) => one.statusCode === 402)) {
    expect(expectError(refused, 402)).toMatchObject({
      title: 'Payment Required',
      detail: 'The balance does not cover this message, which costs $0.0040. Add funds and send it again.',
    })
  }
  expect(await countMessages(account)).toBe(1)
  expect(await books(account)).toEqual({
    available: 0n,
    held: PART_NANOS,
    usage: 0n,
    funding: -PART_NANOS,
    total: 0n,
    balance: { available: 0n, held: PART_NANOS },
  })

  // The carrier takes it: what was held is spent.
  await answer(account, await claim(account), () => outcome.accepted(newCarrierId()))
  expect(await books(account)).toEqual({
    available: 0n,
    held: 0n,
    usage: PART_NANOS,
    funding: -PART_NANOS,
    total: 0n,
    balance: { available: 0n, held: 0n },
  })
  expect(await statuses(account)).toEqual(['sent'])
})

test('a long message that the balance does not cover leaves room for a short one sent with it', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  const answers = await Promise.all([send(account, { body: 'a'.repeat(200) }), send(account, { body: 'short' })])
  expect(answers.map((one) => one.statusCode)).toEqual([402, 202])
})

test('one account without money does not keep others from sending', async () => {
  const [empty, paid] = [await makeAccount({ nanos: 0n }), await makeAccount()]
  const answers = await Promise.all([...Array.from({ length: 20 }, () => send(empty)), send(paid)])
  expect([count(answers, 402), count(answers, 202)]).toEqual([20, 1])
})

test('money that a refused message gives back can be sent again at once', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  await send(account)
  expectError(await send(account), 402)
  await answer(account, await claim(account), () => outcome.rejected())
  expect((await send(account)).statusCode).toBe(202)
})

test('a message for which no price is in force is refused in plain words, and leaves nothing behind', async () => {
  const account = await makeAccount()
  const before = await books(account)
  await ask("update rates set effective_from = effective_from + interval '100 years' where direction = 'outbound'")
  try {
    const refused = await send(account)
    expect(expectError(refused, 503)).toMatchObject({ detail: expect.stringContaining('No price is in force') })
  } finally {
    await ask("update rates set effective_from = effective_from - interval '100 years' where direction = 'outbound'")
  }
  expect([await countMessages(account), await books(account)]).toEqual([0, before])
  expect((await send(account)).statusCode).toBe(202)
})
