/** What carriers say afterwards, in all the ways they say it. */
import { expect, test } from 'vitest'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, newConsumer, PART_NANOS, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask, books, statuses } from '#tests/support/books.ts'
import {
  accept,
  acceptAndSend,
  answer,
  bring,
  claim,
  DOUBT_MS,
  newCarrierId,
  outcome,
  receipt,
} from '#tests/support/road.ts'

const later = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(Date.now() + ms), work)
const drain = async () => {
  while ((await workInbox(100)) > 0);
}

async function sendAs(account: TestAccount, carrierId: string): Promise<string> {
  const id = await accept(account)
  await answer(account, await claim(account), () => outcome.accepted(carrierId))
  return id
}

test.each([
  ['b0001a', 'b0001a', 'as it was given'],
  ['b0002a', 'B0002A', 'in capitals'],
  ['b0003a', '0000b0003a', 'with leading zeros'],
  ['0000b0004a', 'b0004a', 'without the leading zeros it had'],
  ['b0005a', String(0xb0005a), 'in decimal'],
  [String(0xb0006a), 'b0006a', 'in hex, when the answer was decimal'],
  ['carrier-Ref-7', 'CARRIER-REF-7', 'as a word'],
])('a message answered as %s is found by a receipt that says %s, %s', async (given, said) => {
  const account = await makeAccount()
  await sendAs(account, given)
  await bring(receipt(account, said))
  expect(await statuses(account)).toEqual(['delivered'])
})

test('10 means 10 before it means 16, when both are known', async () => {
  const [decimal, hex] = [await makeAccount(), await makeAccount()]
  await sendAs(decimal, '10')
  await sendAs(hex, 'a')
  await bring(receipt(decimal, '10'))
  expect([await statuses(decimal), await statuses(hex)]).toEqual([['delivered'], ['sent']])
})

test('a receipt that comes before the submit answer waits for it', async () => {
  const account = await makeAccount()
  await accept(account)
  const claimed = await claim(account)
  await bring(receipt(account, 'e0001'))
  expect(await statuses(account)).toEqual(['sending'])
  await answer(account, claimed, () => outcome.accepted('e0001'))
  await later(SECOND_MS, drain)
  expect(await statuses(account)).toEqual(['delivered'])
})

test('the same receipt twice is one delivery', async () => {
  const account = await makeAccount()
  const { id, carrierId } = await acceptAndSend(account)
  await bring(receipt(account, carrierId), receipt(account, carrierId))
  await bring(receipt(account, carrierId))
  expect(
    await ask("select 1 from message_events where message_id = $1 and kind = 'message.delivered'", [id]),
  ).toHaveLength(1)
})

test('a late "on its way" does not take back a delivery', async () => {
  const account = await makeAccount()
  const { carrierId } = await acceptAndSend(account)
  await bring(receipt(account, carrierId))
  await bring(receipt(account, carrierId, { state: 'enroute' }), receipt(account, carrierId, { state: 'undelivered' }))
  expect(await statuses(account)).toEqual(['delivered'])
})

test('a long message is delivered when its last part is, and undelivered as soon as one is not', async () => {
  const account = await makeAccount()
  const send = async () => {
    const ids = [newCarrierId(), newCarrierId()]
    await accept(account, { body: 'a'.repeat(200) })
    await answer(account, await claim(account), (_, part) => outcome.accepted(ids[part - 1] ?? ''))
    return ids
  }
  const [first = '', second = ''] = await send()
  await bring(receipt(account, first))
  expect(await statuses(account)).toEqual(['sent'])
  await bring(receipt(account, second))
  expect(await statuses(account)).toEqual(['delivered'])
  const [third = ''] = await send()
  await bring(receipt(account, third, { state: 'expired' }))
  expect(await statuses(account)).toEqual(['delivered', 'undelivered'])
})

test('a receipt that nobody’s message fits is kept and given up after a quarter of an hour', async () => {
  const account = await makeAccount()
  await storeIncoming((await sandboxLink()).id, [receipt(account, 'nobody-knows-me')])
  for (let minute = 0; minute < 30; minute += 1) await later(minute * 60 * SECOND_MS, drain)
  const sql = "select due_at, outcome from carrier_inbox where pdu ->> 'carrierMessageId' = 'nobody-knows-me'"
  expect(await ask(sql)).toEqual([{ due_at: null, outcome: 'no message has this carrier id' }])
})

test('a late receipt corrects a message that had expired, and the failure is taken back from the totals', async () => {
  const account = await makeAccount()
  const { id, carrierId } = await acceptAndSend(account)
  await ask("update messages set status = 'expired' where id = $1", [id])
  await bring(receipt(account, carrierId))
  expect(await statuses(account)).toEqual(['delivered'])
  const sql = "select delivered, failed from outbox where message_id = $1 and kind = 'message.delivered'"
  expect(await ask(sql, [id])).toEqual([{ delivered: 1, failed: -1 }])
})

async function doubt(account: TestAccount, to: string): Promise<string> {
  const id = await accept(account, { to })
  await answer(account, await claim(account), () => outcome.uncertain())
  return id
}

test('a message in doubt is ended by a receipt with an unknown id between its two numbers', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  const to = newConsumer()
  await doubt(account, to)
  await bring(receipt(account, newCarrierId(), { from: to }))
  expect(await statuses(account)).toEqual(['delivered'])
  expect(await books(account)).toMatchObject({ usage: PART_NANOS, held: 0n })
})

test('of two messages in doubt between the same numbers, a receipt ends neither: it could be the wrong one', async () => {
  const account = await makeAccount()
  const to = newConsumer()
  await doubt(account, to)
  await doubt(account, to)
  await bring(receipt(account, newCarrierId(), { from: to }))
  expect(await statuses(account)).toEqual(['uncertain', 'uncertain'])
})

test('a doubt is not ended by the receipt of another message that is being submitted right now', async () => {
  const account = await makeAccount()
  const to = newConsumer()
  await doubt(account, to)
  await accept(account, { to })
  const claimed = await claim(account)
  const carrierId = newCarrierId()
  await bring(receipt(account, carrierId, { from: to }))
  expect(await statuses(account)).toEqual(['uncertain', 'sending'])
  await answer(account, claimed, () => outcome.accepted(carrierId))
  await later(SECOND_MS, drain)
  expect(await statuses(account)).toEqual(['uncertain', 'delivered'])
})

test('a doubt that no receipt ends is submitted once more, then given up, and its price comes back', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  const id = await doubt(account, newConsumer())
  const { accountId } = account.scope
  await sweepMessages(accountId)
  expect(await statuses(account)).toEqual(['uncertain']) // not before its time
  const again = await later(DOUBT_MS + SECOND_MS, async () => {
    await sweepMessages(accountId)
    return claim(account)
  })
  expect(again.map((message) => message.id)).toEqual([id])
  await answer(account, again, () => outcome.uncertain())
  await later(2 * DOUBT_MS + SECOND_MS, async () => {
    await sweepMessages(accountId)
    expect(await claim(account)).toEqual([])
  })
  expect(await statuses(account)).toEqual(['expired'])
  expect(await books(account)).toMatchObject({ available: PART_NANOS, held: 0n, usage: 0n })
})

test('a message whose worker died is a doubt, never a plain retry', async () => {
  const account = await makeAccount()
  await accept(account)
  await claim(account)
  await withClockAt(new Date(now().getTime() + 31 * SECOND_MS), () => sweepMessages(account.scope.accountId))
  expect(await statuses(account)).toEqual(['uncertain'])
})
