/** An endpoint that fails: its circuit, one probe, a pause asked for, 410, and that events wait without losing tries. */
import { expect, onTestFinished, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { claimDeliveries } from '#domain/webhooks/claim-deliveries.ts'
import { disableEndpoint } from '#domain/webhooks/disable-endpoint.ts'
import { enableEndpoint } from '#domain/webhooks/enable-endpoint.ts'
import { endpointOf } from '#domain/webhooks/endpoint-of.ts'
import type { Schedule } from '#domain/webhooks/schedule.ts'
import { setSchedule } from '#domain/webhooks/set-schedule.ts'
import { dueEndpointsOf } from '#domain/webhooks/walk-endpoints.ts'
import { watchEndpoints } from '#domain/webhooks/watch-endpoints.ts'
import { now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { acceptAndSend, bring, inbound } from '#tests/support/road.ts'
import { workOff } from '#tests/support/work-off.ts'

type Stage = { account: TestAccount; receiver: Receiver; endpointId: string; answers: (status: number) => void }

/** An account with so many events to tell, and a receiver that answers what it is told to. */
async function setStage(events: number, first: number, schedule: Schedule = 'long'): Promise<Stage> {
  let status = first
  const receiver = await startReceiver(() => status)
  onTestFinished(() => receiver.close())
  const account = await makeAccount()
  await setSchedule(account.scope, { schedule })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: `${receiver.url}/sms` })
  await bring(...Array.from({ length: events }, (_, nth) => inbound(account, { text: `Reply ${nth}` })))
  const endpointId = endpointOf({ url: `${receiver.url}/sms`, from: 'account' }).id
  const answers = (next: number) => {
    status = next
  }
  return { account, receiver, endpointId, answers }
}

/** Workers come so many seconds later and do what there is to do. */
async function after(start: Date, seconds: number, workers = 1): Promise<void> {
  await withClockAt(new Date(start.getTime() + seconds * SECOND_MS), async () => {
    const all = Array.from({ length: workers }, () => createDeliverer(() => {}))
    await Promise.all(all.map(workOff))
  })
}

async function statusesOf({ account }: Stage) {
  const rows = await ask<{ status: string; held_why: string | null; tries: number; n: number }>(
    `select status, held_why, tries, count(*)::int as n from deliveries where account_id = $1 group by 1, 2, 3 order by 1, 2, 3`,
    [account.scope.accountId],
  )
  return rows
}

async function endpointOfStage({ account, endpointId }: Stage) {
  const [found] = await ask<Record<string, unknown>>('select * from endpoints where account_id = $1 and id = $2', [
    account.scope.accountId,
    endpointId,
  ])
  return found
}

test('after ten failures in a row nothing goes out; then one probe at a time, more and more rarely, also with three workers', async () => {
  const stage = await setStage(40, 500)
  const start = now()
  await after(start, 0, 3)
  const opened = stage.receiver.posts.length
  expect(opened).toBeGreaterThanOrEqual(10)
  expect(opened).toBeLessThan(40)
  const probes: number[] = []
  for (const second of [5, 29, 31, 32, 60, 92, 100, 200, 213, 214]) {
    await after(start, second, 3)
    probes.push(stage.receiver.posts.length - opened)
  }
  expect(probes).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 3, 3])
  const untried = (await statusesOf(stage)).find(({ status, tries }) => status === 'pending' && tries === 0)
  expect(untried?.n).toBeGreaterThan(0)
})

test('one success closes the circuit, and everything that waited goes out', async () => {
  const stage = await setStage(40, 500)
  const start = now()
  await after(start, 0)
  stage.answers(200)
  await after(start, 29)
  expect(await endpointOfStage(stage)).toMatchObject({ failing_since: expect.any(Date) })
  await after(start, 31, 2)
  expect(await endpointOfStage(stage)).toMatchObject({
    failures_in_row: 0,
    failing_since: null,
    open_until: null,
    last_status: 200,
  })
  await after(start, 120)
  expect(new Set((await statusesOf(stage)).map(({ status }) => status))).toEqual(new Set(['delivered']))
})

test('a worker that dies with the probe gives it back after its lease', async () => {
  const { endpointId, account, ...rest } = await setStage(20, 500)
  const start = now()
  await after(start, 0)
  const endpoint = { accountId: account.scope.accountId, endpointId }
  const claimAt = (seconds: number) =>
    withClockAt(new Date(start.getTime() + seconds * SECOND_MS), () =>
      claimDeliveries(endpoint, { limit: 9, leaseMs: 30 * SECOND_MS }),
    )
  const claims = await Promise.all([claimAt(31), claimAt(31), claimAt(31)])
  expect(claims.flatMap(({ deliveries }) => deliveries.map(({ isProbe }) => isProbe))).toEqual([true])
  expect((await claimAt(60)).deliveries).toEqual([])
  expect((await claimAt(62)).deliveries).toHaveLength(1)
  await rest.receiver.has(1)
})

test('by the contract, probes come every 30 seconds, and events that waited for their whole schedule are given up', async () => {
  const stage = await setStage(40, 500, 'contract')
  const start = now()
  await after(start, 0)
  const opened = stage.receiver.posts.length
  for (const second of [31, 62, 93]) await after(start, second)
  expect(stage.receiver.posts.length - opened).toBe(3)
  const at = (seconds: number) => withClockAt(new Date(start.getTime() + seconds * SECOND_MS), watchEndpoints)
  await at(115)
  expect((await statusesOf(stage)).filter(({ status, tries }) => status === 'failed' && tries === 0)).toEqual([])
  await at(400)
  expect(new Set((await statusesOf(stage)).map(({ status }) => status))).toEqual(new Set(['failed']))
})

test('events that waited for longer than their whole schedule for another reason are tried, though their endpoint fails when they have their turn', async () => {
  const stage = await setStage(40, 500, 'contract')
  const start = now()
  // Nobody worked for ten minutes.
  await after(start, 600)
  await withClockAt(new Date(start.getTime() + 601 * SECOND_MS), watchEndpoints)
  expect((await statusesOf(stage)).filter(({ status }) => status === 'failed')).toEqual([])
  stage.answers(200)
  for (const second of [631, 662, 700]) await after(start, second)
  expect(await statusesOf(stage)).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }])
})

test('an endpoint that answers 410 is disabled; its events are held, and those to come as well', async () => {
  const stage = await setStage(3, 410)
  const start = now()
  await after(start, 0)
  await bring(inbound(stage.account))
  await after(start, 4_000)
  expect(await endpointOfStage(stage)).toMatchObject({ state: 'disabled', disabled_why: 'gone' })
  const held = (await statusesOf(stage)).filter((one) => one.held_why === 'endpoint_disabled')
  expect(held.reduce((sum, { n }) => sum + n, 0)).toBe(4)
  const mails = await ask("select 1 from mails where subject like '%410%' and body like $1", [`%${stage.endpointId}%`])
  expect(mails).toHaveLength(1)
})

test('a URL that came with one message and answers 410 ends that event alone', async () => {
  const stage = await setStage(0, 410)
  await acceptAndSend(stage.account, { dlr_callback: `${stage.receiver.url}/one` })
  await after(now(), 1)
  expect(await statusesOf(stage)).toMatchObject([{ status: 'failed', tries: 1, n: 1 }])
  expect(
    await ask('select state, failures_in_row from endpoints where account_id = $1', [stage.account.scope.accountId]),
  ).toEqual([{ state: 'active', failures_in_row: 0 }])
})

test('events to an endpoint that a person disabled are held when they are due, and new ones go out once it is enabled', async () => {
  const stage = await setStage(5, 200)
  const { scope } = stage.account
  await disableEndpoint(scope, { id: stage.endpointId })
  await after(now(), 1)
  expect(await statusesOf(stage)).toMatchObject([{ status: 'held', held_why: 'endpoint_disabled', n: 5 }])
  await enableEndpoint(scope, { id: stage.endpointId })
  await bring(inbound(stage.account))
  await after(now(), 1)
  expect(stage.receiver.posts).toHaveLength(1)
  expect(await dueEndpointsOf(scope.accountId)).toEqual([])
})
