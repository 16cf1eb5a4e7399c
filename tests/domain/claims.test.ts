/** Who works on what: a message is in one worker's hands at a time. */
import { expect, test } from 'vitest'
import { accountsWithDueMessages } from '#domain/messages/claim-messages.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { setSchedule } from '#domain/webhooks/set-schedule.ts'
import { DAY_MS, MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS } from '#tests/support/account.ts'
import { ask, books, statuses } from '#tests/support/books.ts'
import { claimDue } from '#tests/support/claim-due.ts'
import { accept, acceptAndSend, answer, claim, LEASE_MS, newCarrierId, outcome } from '#tests/support/road.ts'

const later = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(Date.now() + ms), work)

test('eight workers that claim at once never get the same message, and together get all', async () => {
  const account = await makeAccount()
  const sent = await Promise.all(Array.from({ length: 200 }, () => accept(account)))
  const claimed: string[] = []
  for (let round = 0; claimed.length < sent.length && round < 50; round += 1) {
    const rounds = await Promise.all(Array.from({ length: 8 }, () => claim(account, 7)))
    claimed.push(...rounds.flat().map((message) => message.id))
  }
  expect(claimed.toSorted()).toEqual(sent.toSorted())
})

test('the oldest due message is claimed first', async () => {
  const account = await makeAccount()
  const young = await accept(account)
  const old = await withClockAt(new Date(Date.now() - MINUTE_MS), () => accept(account))
  expect((await claim(account, 1)).map((message) => message.id)).toEqual([old])
  expect((await claim(account, 1)).map((message) => message.id)).toEqual([young])
})

test('a throttled message waits as long as the carrier asks, costs nothing more, and goes again', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  const id = await accept(account)
  await answer(account, await claim(account), () => outcome.throttled())
  expect(await statuses(account)).toEqual(['accepted'])
  expect((await books(account)).held).toBe(PART_NANOS)
  const again = await later(200, () => claim(account))
  expect(again.map((message) => message.id)).toEqual([id])
  await answer(account, again, () => outcome.accepted(newCarrierId()))
  expect((await books(account)).usage).toBe(PART_NANOS)
})

test('of a long message only the parts that the carrier has not taken are sent again', async () => {
  const account = await makeAccount()
  await accept(account, { body: 'a'.repeat(400) })
  await answer(account, await claim(account), (_, part) =>
    part === 2 ? outcome.throttled() : outcome.accepted(newCarrierId()),
  )
  const [again] = await later(200, () => claim(account))
  expect(again?.takenParts.toSorted()).toEqual([1, 3])
})

test('a message that could not be sent within two days expires, and its price comes back', async () => {
  const account = await makeAccount({ nanos: PART_NANOS })
  await accept(account)
  await later(2 * DAY_MS + 1, async () => {
    expect(await claim(account)).toEqual([])
    await sweepMessages(account.scope.accountId)
  })
  expect(await statuses(account)).toEqual(['expired'])
  expect(await books(account)).toMatchObject({ available: PART_NANOS, held: 0n })
})

test('accounts with something due are found in rounds, so that none is always last', async () => {
  const accounts = await Promise.all(Array.from({ length: 5 }, () => makeAccount()))
  await Promise.all(accounts.map((account) => accept(account)))
  const mine = new Set(accounts.map((account) => account.scope.accountId))
  const found: string[] = []
  let after: string | null = null
  do {
    const round: string[] = await accountsWithDueMessages(after, 2)
    found.push(...round)
    after = round.length === 2 ? (round.at(-1) ?? null) : null
  } while (after !== null)
  expect(found.filter((id) => mine.has(id))).toHaveLength(5)
  expect(new Set(found).size).toBe(found.length)
})

test('a claimed message is nobody else’s until its lease lapses, and then it is a doubt, not due', async () => {
  const account = await makeAccount()
  await accept(account)
  await claim(account)
  await later(LEASE_MS + 1, async () => expect(await claim(account)).toEqual([]))
})

test('a web hook is in one worker’s hands; one that died gives it back; by the schedule of the contract, four tries and it is given up', async () => {
  const account = await makeAccount()
  const { accountId } = account.scope
  await setSchedule(account.scope, { schedule: 'contract' })
  await acceptAndSend(account, { dlr_callback: 'https://hooks.harbor.example/dlr' })
  const take = () => claimDue(accountId, { limit: 10, leaseMs: MINUTE_MS })
  const rivals = (await Promise.all([take(), take(), take()])).flat()
  expect(rivals).toHaveLength(1)
  expect(await later(MINUTE_MS + 1, take)).toHaveLength(1)
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await later(attempt * 10 * MINUTE_MS, async () => {
      const [one] = await take()
      const tried = {
        deliveryId: one?.id ?? '',
        endpointId: one?.endpointId ?? '',
        startedAt: now(),
        durationMs: 5,
        statusCode: 500,
        error: null,
        answer: 'no\0',
      }
      await recordAttempts(accountId, [tried])
    })
  }
  expect(await ask('select status, attempts, due_at from deliveries where account_id = $1', [accountId])).toEqual([
    { status: 'failed', attempts: 4, due_at: null },
  ])
  const waits = await ask(
    'select number, status_code, answer from delivery_attempts where account_id = $1 order by number',
    [accountId],
  )
  expect(waits).toEqual([1, 2, 3, 4].map((number) => ({ number, status_code: 500, answer: 'no' })))
})
