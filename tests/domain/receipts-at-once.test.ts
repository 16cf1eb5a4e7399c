/** Receipts of one message in the hands of two workers at the same moment. */
import { expect, test } from 'vitest'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { makeAccount, sandboxLink } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { accept, answer, claim, newCarrierId, outcome, receipt } from '#tests/support/road.ts'

const LONG = 'A text that is longer than one part holds. '.repeat(5)
const MESSAGES = 40

test('a message of two parts is delivered, also when two workers hold one receipt each', async () => {
  const account = await makeAccount({ dollars: '100' })
  const link = await sandboxLink()
  for (let count = 0; count < MESSAGES; count++) await accept(account, { body: LONG })
  const ids: string[] = []
  await answer(account, await claim(account), () => {
    const id = newCarrierId()
    ids.push(id)
    return outcome.accepted(id)
  })
  expect(ids).toHaveLength(2 * MESSAGES)
  for (let first = 0; first < ids.length; first += 2) {
    await storeIncoming(
      link.id,
      ids.slice(first, first + 2).map((id) => receipt(account, id)),
    )
    // Each takes one row, as two workers would.
    await Promise.all([workInbox(1), workInbox(1)])
  }
  while ((await workInbox(100)) > 0);
  const stuck = await ask("select id from messages where account_id = $1 and status <> 'delivered'", [
    account.scope.accountId,
  ])
  expect(stuck).toEqual([])
})
