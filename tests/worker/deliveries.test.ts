import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { setSchedule } from '#domain/webhooks/set-schedule.ts'
import { now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { runLoop } from '#server/worker/loop.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { type Answerer, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { workOff } from '#tests/support/work-off.ts'

const NEVER = new Promise<number>(() => {})

async function listenTo(answer: Answerer): Promise<Receiver> {
  const receiver = await startReceiver(answer)
  onTestFinished(() => receiver.close())
  return receiver
}

/** An account with the schedule of the contract, whose inbound goes to `url`, with this many messages to tell it of. */
async function owe(url: string, count = 1): Promise<TestAccount> {
  const account = await makeAccount()
  await setSchedule(account.scope, { schedule: 'contract' })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url })
  await bring(...Array.from({ length: count }, (_, index) => inbound(account, { text: `Reply ${index}` })))
  return account
}

type Delivery = { status: string; attempts: number; due_at: Date | null }
async function deliveriesOf({ scope }: TestAccount): Promise<Delivery[]> {
  return ask<Delivery>('select status, attempts, due_at from deliveries where account_id = $1', [scope.accountId])
}

async function attemptsOf({ scope }: TestAccount) {
  return ask<{ status_code: number | null; error: string | null }>(
    'select status_code, error from delivery_attempts where account_id = $1 order by number',
    [scope.accountId],
  )
}

/** Whatever is due `seconds` after `from` is delivered and recorded. */
async function workAt(from: Date, seconds: number): Promise<void> {
  const deliverer = createDeliverer(() => {})
  await withClockAt(new Date(from.getTime() + seconds * SECOND_MS), () => workOff(deliverer))
}

test('by the contract, an endpoint in trouble is called four times in all, 30 seconds apart, with the same id and the same bytes', async () => {
  const receiver = await listenTo(() => 500)
  const account = await owe(receiver.url)
  const start = now()
  const calls: number[] = []
  for (const second of [1, 15, 30, 32, 62, 70, 93, 200, 4_000]) {
    await workAt(start, second)
    calls.push(receiver.posts.length)
  }
  expect(calls).toEqual([1, 1, 1, 2, 3, 3, 4, 4, 4])
  expect(new Set(receiver.posts.map(({ webhookId, body }) => `${webhookId} ${body}`)).size).toBe(1)
  expect(await deliveriesOf(account)).toMatchObject([{ status: 'failed', attempts: 4, due_at: null }])
})

test.each([200, 201, 202, 204, 299])('an endpoint that answers %i has it, and is not called again', async (status) => {
  const receiver = await listenTo(() => status)
  const account = await owe(receiver.url)
  const start = now()
  for (const second of [1, 40, 80]) await workAt(start, second)
  expect(receiver.posts).toHaveLength(1)
  expect(await deliveriesOf(account)).toMatchObject([{ status: 'delivered', attempts: 1, due_at: null }])
})

test('an endpoint that recovers at its third call has it then', async () => {
  const receiver = await listenTo((_, attempt) => (attempt < 3 ? 503 : 200))
  const account = await owe(receiver.url)
  const start = now()
  for (const second of [1, 32, 63, 94]) await workAt(start, second)
  expect((await attemptsOf(account)).map((attempt) => attempt.status_code)).toEqual([503, 503, 200])
})

test.each([301, 302, 303, 307, 308])('a redirect (%i) is a failure and is not followed', async (status) => {
  const elsewhere = await listenTo(() => 200)
  const server = createServer((_, response) => response.writeHead(status, { location: elsewhere.url }).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const account = await owe(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await workAt(now(), 1)
  expect(elsewhere.posts).toHaveLength(0)
  expect(await attemptsOf(account)).toMatchObject([{ status_code: status }])
  expect(await deliveriesOf(account)).toMatchObject([{ status: 'pending', attempts: 1 }])
})

test('nobody listening is a failure that says so, and is tried again', async () => {
  const account = await owe('http://127.0.0.1:1/sms')
  await workAt(now(), 1)
  expect(await attemptsOf(account)).toMatchObject([
    { status_code: null, error: 'Nothing listens at 127.0.0.1:1: the connection was refused.' },
  ])
  expect(await deliveriesOf(account)).toMatchObject([{ status: 'pending', attempts: 1 }])
})

test('an endpoint that hangs delays nobody else, and is given up after ten seconds', async () => {
  const hanging = await listenTo(() => NEVER)
  const quick = await listenTo(() => 200)
  const stuck = await owe(hanging.url, 150)
  const deliverer = createDeliverer(() => loop.ring())
  const loop = runLoop({ name: 'deliveries', idleMs: 50, work: deliverer.round })
  await hanging.has(1)
  await owe(quick.url, 20)
  await quick.has(20)
  await loop.stop()
  // Not one of the hanging ones had to end for that.
  expect(await attemptsOf(stuck)).toEqual([])
  await deliverer.settled()
  const attempts = await attemptsOf(stuck)
  expect(attempts.length).toBeGreaterThan(0)
  expect(new Set(attempts.map(({ error }) => error))).toEqual(
    new Set(['No answer within 10 seconds. Answer first, then work on the event.']),
  )
})
