/** Who is told of an endpoint that fails and goes on failing, and when it ends. */
import { expect, onTestFinished, test } from 'vitest'
import { inviteMember } from '#domain/access/invite-member.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { endpointOf } from '#domain/webhooks/endpoint-of.ts'
import { recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { watchEndpoints } from '#domain/webhooks/watch-endpoints.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { claimDue } from '#tests/support/claim-due.ts'
import { letters } from '#tests/support/mails.ts'
import { bring, inbound } from '#tests/support/road.ts'

const URL = 'https://hooks.harbor.example/sms'
const { id } = endpointOf({ url: URL, from: 'account' })
/** After everything that these tests set up. */
const START = new Date(now().getTime() + 10 * MINUTE_MS)
const at = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(START.getTime() + ms), work)

async function makeCustomer(events = 1): Promise<TestAccount> {
  const account = await makeAccount()
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: URL })
  await bring(...Array.from({ length: events }, () => inbound(account)))
  return account
}

/** Whatever is due is tried, and answered so. */
async function answer({ scope: { accountId } }: TestAccount, statusCode: number): Promise<number> {
  const claimed = await claimDue(accountId, { limit: 50, leaseMs: 30 * SECOND_MS })
  const tried = { startedAt: now(), durationMs: 5, statusCode, error: null, answer: '' }
  await recordAttempts(
    accountId,
    claimed.map(({ id: deliveryId, endpointId, isProbe }) => ({ deliveryId, endpointId, isProbe, ...tried })),
  )
  return claimed.length
}

const subjects = (account: TestAccount) => letters(account, id)

/** As several workers do. */
const watch = () => Promise.all([watchEndpoints(), watchEndpoints(), watchEndpoints()])

test('those who may change URLs are told after an hour and after a day, and once of the end after five: once each', async () => {
  const account = await makeCustomer()
  for (let hour = 0; hour <= 6 * 24; hour += 1) {
    await at(hour * HOUR_MS + MINUTE_MS, async () => {
      // One event a day, so that something is tried until the end.
      if (hour % 24 === 0) await bring(inbound(account))
      await answer(account, 500)
      await watch()
    })
    if (hour === 0) expect(await subjects(account)).toEqual([])
    if (hour === 2) expect(await subjects(account)).toEqual(['Web hooks have failed for an hour'])
    if (hour === 25) expect(await subjects(account)).toHaveLength(2)
  }
  expect(await subjects(account)).toEqual([
    'Web hooks have failed for an hour',
    'Web hooks have failed for a day',
    'An endpoint was disabled after five days of failing',
  ])
  const [endpoint] = await ask('select state, disabled_why from endpoints where account_id = $1', [
    account.scope.accountId,
  ])
  expect(endpoint).toEqual({ state: 'disabled', disabled_why: 'failing' })
  const events = await ask<{ status: string }>('select distinct status from deliveries where account_id = $1', [
    account.scope.accountId,
  ])
  expect(events.every(({ status }) => ['held', 'failed', 'pending'].includes(status))).toBe(true)
  await at(20 * DAY_MS, async () => {
    await claimDue(account.scope.accountId, { limit: 50, leaseMs: SECOND_MS })
    await watch()
  })
  const after = await ask<{ status: string; held_why: string | null }>(
    "select status, held_why from deliveries where account_id = $1 and status = 'pending'",
    [account.scope.accountId],
  )
  expect(after).toEqual([])
})

test('an endpoint that recovers within the hour is nobody’s mail, and one that fails anew begins anew', async () => {
  const account = await makeCustomer()
  expect(await at(0, () => answer(account, 500))).toBe(1)
  await at(50 * MINUTE_MS, () => answer(account, 200))
  await at(2 * HOUR_MS, watch)
  expect(await subjects(account)).toEqual([])
  await at(3 * HOUR_MS, () => bring(inbound(account)))
  await at(3 * HOUR_MS, () => answer(account, 500))
  await at(3.5 * HOUR_MS, watch)
  expect(await subjects(account)).toEqual([])
  await at(4.1 * HOUR_MS, watch)
  expect(await subjects(account)).toEqual(['Web hooks have failed for an hour'])
})

test('a single failure long ago, with nothing sent since, disables nothing', async () => {
  const account = await makeCustomer()
  expect(await at(0, () => answer(account, 500))).toBe(1)
  await at(0, () =>
    ask("update deliveries set status = 'failed', due_at = null where account_id = $1", [account.scope.accountId]),
  )
  await at(30 * DAY_MS, watch)
  const [endpoint] = await ask('select state from endpoints where account_id = $1', [account.scope.accountId])
  expect(endpoint).toEqual({ state: 'active' })
  expect(await subjects(account)).toEqual(['Web hooks have failed for an hour'])
})

test('an invited person who has not joined is told nothing', async () => {
  const account = await makeCustomer()
  await inviteMember(account.scope, { email: 'new@sound.example', role: 'developer' })
  expect(await at(0, () => answer(account, 500))).toBe(1)
  await at(2 * HOUR_MS, watch)
  expect(await ask("select 1 from mails where to_email = 'new@sound.example' and subject like 'Web hooks%'")).toEqual(
    [],
  )
})

test('an endpoint about which nothing can be written keeps nobody’s mail behind it waiting', async () => {
  const [stuck, behind] = [await makeCustomer(), await makeCustomer()]
  await at(0, () => answer(stuck, 500))
  await at(SECOND_MS, () => answer(behind, 500))
  // Whatever it is that fails there.
  await ask(
    `alter table endpoints add constraint stuck check (account_id <> '${stuck.scope.accountId}' or mailed = 0) not valid`,
  )
  onTestFinished(async () => void (await ask('alter table endpoints drop constraint stuck')))
  await at(2 * HOUR_MS, watch)
  expect(await subjects(stuck)).toEqual([])
  expect(await subjects(behind)).toEqual(['Web hooks have failed for an hour'])
})
