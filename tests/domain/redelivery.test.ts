/** SMPP has no id for what a carrier delivers: a second copy is told from a second message by when and how it came. */
import { describe, expect, test } from 'vitest'
import type { IncomingPart } from '#domain/messages/carrier.ts'
import { confirmIncoming, storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { MINUTE_MS, SECOND_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { inbound } from '#tests/support/road.ts'

// After the accounts of this file have got their numbers.
const START = Date.now() + 5 * MINUTE_MS

/** A carrier brings this `afterMs` from the start, over a line that was bound `boundMs` from the start. */
async function bringAt(afterMs: number, part: IncomingPart, boundMs: number): Promise<string[]> {
  const link = await sandboxLink()
  return withClockAt(new Date(START + afterMs), async () => {
    const ids = await storeIncoming(link.id, [part], { id: null, boundAt: new Date(START + boundMs) })
    while ((await workInbox(100)) > 0);
    return ids
  })
}

const bodies = async (account: TestAccount) =>
  (
    await ask<{ body: string }>('select body from messages where account_id = $1 order by id', [
      account.scope.accountId,
    ])
  ).map((row) => row.body)

describe('after a lost line', () => {
  test('what the carrier brings again because our acknowledgement was lost is one message', async () => {
    const account = await makeAccount()
    const part = inbound(account, { text: 'C' })
    await bringAt(0, part, -MINUTE_MS)
    await bringAt(5 * SECOND_MS, part, 4 * SECOND_MS)
    expect(await bodies(account)).toEqual(['C'])
  })

  test('the same words once more after that are a second message', async () => {
    const account = await makeAccount()
    const part = inbound(account, { text: 'C' })
    await bringAt(0, part, -MINUTE_MS)
    await bringAt(5 * SECOND_MS, part, 4 * SECOND_MS)
    await bringAt(8 * SECOND_MS, part, 4 * SECOND_MS)
    expect(await bodies(account)).toEqual(['C', 'C'])
  })

  test('words that the carrier knows we have are a second message at once', async () => {
    const account = await makeAccount()
    const part = inbound(account, { text: 'C' })
    await confirmIncoming(await bringAt(0, part, -MINUTE_MS))
    await bringAt(5 * SECOND_MS, part, 4 * SECOND_MS)
    expect(await bodies(account)).toEqual(['C', 'C'])
  })

  test('long after the line came back, the same words are a second message', async () => {
    const account = await makeAccount()
    const part = inbound(account, { text: 'C' })
    await bringAt(0, part, -MINUTE_MS)
    await bringAt(3 * MINUTE_MS, part, 4 * SECOND_MS)
    expect(await bodies(account)).toEqual(['C', 'C'])
  })
})

test('what was written again while the line was down comes beside the second copy of the first, and is kept', async () => {
  const account = await makeAccount()
  const link = await sandboxLink()
  const part = inbound(account, { text: 'C' })
  await bringAt(0, part, -MINUTE_MS)
  await withClockAt(new Date(START + 5 * SECOND_MS), async () => {
    await storeIncoming(link.id, [part, part], { id: null, boundAt: new Date(START + 4 * SECOND_MS) })
    while ((await workInbox(100)) > 0);
  })
  expect(await bodies(account)).toEqual(['C', 'C'])
})

test('two messages with the same words that both come a second time are still two', async () => {
  const account = await makeAccount()
  const part = inbound(account, { text: 'C' })
  for (const atMs of [0, 100]) await bringAt(atMs, part, -MINUTE_MS)
  for (const atMs of [5 * SECOND_MS, 6 * SECOND_MS]) await bringAt(atMs, part, 4 * SECOND_MS)
  expect(await bodies(account)).toEqual(['C', 'C'])
})

test('over a line that stands, the same words twice are two messages', async () => {
  const account = await makeAccount()
  const part = inbound(account, { text: 'C' })
  await bringAt(0, part, -5 * SECOND_MS)
  await bringAt(100, part, -5 * SECOND_MS)
  expect(await bodies(account)).toEqual(['C', 'C'])
})

test('a part of a long message that comes once more after its message is complete is no message of its own', async () => {
  const account = await makeAccount()
  const whole = inbound(account)
  const part = (number: number): IncomingPart => ({
    ...whole,
    text: `part ${number} `,
    concat: { reference: 9, total: 2, number },
  })
  await bringAt(0, part(1), -MINUTE_MS)
  await bringAt(100, part(2), -MINUTE_MS)
  await bringAt(900, part(2), -MINUTE_MS)
  await bringAt(2 * MINUTE_MS, inbound(account, { text: 'later' }), -MINUTE_MS)
  expect(await bodies(account)).toEqual(['part 1 part 2 ', 'later'])
})
