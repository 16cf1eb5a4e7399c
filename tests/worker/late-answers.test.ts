/** What a worker brings back after its lease has passed to another: the truth counts, the rest moves nothing. */
import { beforeEach, expect, test } from 'vitest'
import type { ClaimedMessage } from '#domain/messages/claim-messages.ts'
import { recordOutcomes } from '#domain/messages/record-outcomes.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now, withClockAt } from '#lib/time.ts'
import { makeAccount, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask, books, statuses } from '#tests/support/books.ts'
import {
  accept,
  answer,
  bring,
  claim,
  DOUBT_MS,
  LEASE_MS,
  newCarrierId,
  outcome,
  receipt,
} from '#tests/support/road.ts'

let account: TestAccount
beforeEach(async () => {
  account = await makeAccount()
})

const later = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(now().getTime() + ms), work)
const LAPSED_MS = LEASE_MS + 1_000
const RESENT_MS = LAPSED_MS + DOUBT_MS + 1_000
const sweep = () => sweepMessages(account.scope.accountId)

/** One worker claims and falls silent; the broom makes a doubt of it and puts it back. Answers the first worker's claim. */
async function claimAndFallSilent(): Promise<ClaimedMessage[]> {
  await accept(account)
  const claimed = await claim(account)
  await later(LAPSED_MS, sweep)
  await later(RESENT_MS, sweep)
  expect(await statuses(account)).toEqual(['accepted'])
  return claimed
}

test('a worker that lost its lease cannot take a message out of the hands of the next one', async () => {
  const first = await claimAndFallSilent()
  const second = await later(RESENT_MS, () => claim(account))
  for (const stale of [outcome.unsent, outcome.rejected, outcome.uncertain]) {
    await answer(account, first, stale)
    expect(await statuses(account)).toEqual(['sending'])
  }
  await answer(account, second, () => outcome.accepted(newCarrierId()))
  expect(await statuses(account)).toEqual(['sent'])
})

test('while the second try is in doubt, an old "it never left" does not send the message a third time', async () => {
  const first = await claimAndFallSilent()
  const second = await later(RESENT_MS, () => claim(account))
  await answer(account, second, outcome.uncertain)
  await answer(account, first, outcome.unsent)
  expect(await statuses(account)).toEqual(['uncertain'])
  await answer(account, first, () => outcome.accepted(newCarrierId()))
  expect(await statuses(account)).toEqual(['sent'])
})

test('an answer that comes just before the second try spares it: the message is not sent again, and its receipt counts', async () => {
  const first = await claimAndFallSilent()
  const carrierId = newCarrierId()
  await answer(account, first, () => outcome.accepted(carrierId))
  await bring(receipt(account, carrierId))
  const second = await later(RESENT_MS, () => claim(account))
  expect(second.map((message) => message.takenParts)).toEqual([[1]])
  const nothingSent = second.map(({ id, lease }) => ({ messageId: id, lease, parts: [] }))
  const { id, doubtMs } = await sandboxLink()
  await recordOutcomes(account.scope.accountId, { id, doubtMs }, nothingSent)
  expect(await statuses(account)).toEqual(['delivered'])
  const { total, held, usage, balance } = await books(account)
  expect([total, held, balance.held]).toEqual([0n, 0n, 0n])
  expect(usage).toBeGreaterThan(0n)
})

test('what one broom has taken up another leaves alone: a paused one cannot undo what came after', async () => {
  await accept(account)
  await claim(account)
  const { accountId } = account.scope
  await tenantTransaction(accountId, async (tx) => {
    await tx.query('select 1 from messages where account_id = $1 for update', [accountId])
    expect(await later(LAPSED_MS, sweep)).toBe(0)
  })
  expect(await later(LAPSED_MS, sweep)).toBe(1)
})

test('the same answers recorded twice, because the first time nobody knew whether it had worked, change nothing', async () => {
  await accept(account)
  const claimed = await claim(account)
  const carrierId = newCarrierId()
  for (let times = 0; times < 2; times++) await answer(account, claimed, () => outcome.accepted(carrierId))
  expect(await statuses(account)).toEqual(['sent'])
  const events = await ask('select kind from message_events where account_id = $1 order by rev', [
    account.scope.accountId,
  ])
  expect(events.map(({ kind }) => kind)).toEqual(['message.accepted', 'message.sending', 'message.sent'])
})
