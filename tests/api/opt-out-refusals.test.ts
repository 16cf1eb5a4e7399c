/** Sending to who has opted out: refused in the contract's words, and never a moment too late. */
import { describe, expect, test } from 'vitest'
import { makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { type Answer, expectError, send } from './client.ts'

const stop = (account: TestAccount, from: string) => bring(inbound(account, { from, text: 'STOP' }))

describe('400', () => {
  test.each(['v2', 'v2.1', 'v2.2'])(
    '%s: code 1110 and the documented sentence; nothing stored, nothing charged',
    async (version) => {
      const [account, consumer] = [await makeAccount(), newConsumer()]
      await stop(account, consumer)
      const [before, count] = [await books(account), await countMessages(account)]
      const answer = await send(account, { to: consumer.slice(1) }, { 'idempotency-key': 'again' }, version)
      expect(expectError(answer, 400)).toMatchObject({
        code: 1110,
        detail: 'Message accepted by the SMSC but the phone rejected the message',
      })
      expect([await books(account), await countMessages(account)]).toEqual([before, count])
      await bring(inbound(account, { from: consumer, text: 'START' }))
      const sent = await send(account, { to: consumer.slice(1) }, { 'idempotency-key': 'again' }, version)
      expect(sent.statusCode).toBe(version === 'v2' ? 200 : 202)
    },
  )

  test('what was accepted before is told again under its key, and is not sent again', async () => {
    const [account, to] = [await makeAccount(), newConsumer()]
    const first = await send(account, { to }, { 'idempotency-key': 'k' })
    await stop(account, to)
    const count = await countMessages(account)
    const again = await send(account, { to }, { 'idempotency-key': 'k' })
    expect([again.statusCode, again.json().data.id]).toEqual([202, first.json().data.id])
    expectError(await send(account, { to }), 400)
    expect(await countMessages(account)).toBe(count)
  })
})

/**
 * Rows of the outbox are numbered by who holds the account's balance, up to their commit: an account's are in the order of its
 * commits.
 */
async function commitOrder(account: TestAccount, to: string) {
  return ask<{ what: 'send' | 'STOP' | 'confirmation' | 'canceled' }>(
    `select case when o.kind = 'message.canceled' then 'canceled' when m.direction = 'inbound' then 'STOP' when m.price_nanos = 0 then 'confirmation' else 'send' end as what
     from outbox o join messages m on m.account_id = o.account_id and m.id = o.message_id
     where o.account_id = $1 and $2 in (m.to_e164, m.from_e164) order by o.id`,
    [account.scope.accountId, to],
  )
}

test.each([1, 2, 3])(
  'STOP among 100 sends at once: nothing is accepted after it committed, and one confirmation (%#)',
  async (round) => {
    const [account, to] = [await makeAccount(), newConsumer()]
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    const sends = Array.from({ length: 100 }, async (_, index) => {
      await wait((index % 20) * 2 * round)
      return send(account, { to, body: `message ${index}` })
    })
    await sends[0]
    await Promise.all([stop(account, to), stop(account, to)])
    const late = await send(account, { to })
    expectError(late, 400)
    const answers = await Promise.all(sends)
    const statuses = (status: number) => answers.filter((one: Answer) => one.statusCode === status).length
    expect(statuses(202) + statuses(400)).toBe(100)

    const order = (await commitOrder(account, to)).map(({ what }) => what)
    const sent = order.indexOf('STOP')
    expect(order.slice(0, sent)).toEqual(Array(statuses(202)).fill('send'))
    const after = order.slice(sent)
    expect(after.filter((what) => what !== 'canceled')).toEqual(['STOP', 'confirmation', 'STOP'])
    // No carrier has any of them yet.
    expect(after.filter((what) => what === 'canceled')).toHaveLength(statuses(202))
  },
)
