/**
 * A customer's server is down for a day in which 100,000 things happen, comes back, and “recover” runs: it has each of them. The day is
 * the clock's; queueing, trying, giving up, replaying and delivering are the product's own, over real sockets.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { readDeliveryFilter } from '#domain/webhooks/delivery-filter.ts'
import { insertDeliveries } from '#domain/webhooks/queue-deliveries.ts'
import { readReplay } from '#domain/webhooks/read-replay.ts'
import { runReplays } from '#domain/webhooks/run-replays.ts'
import { setSchedule } from '#domain/webhooks/set-schedule.ts'
import { startReplay } from '#domain/webhooks/start-replay.ts'
import { watchEndpoints } from '#domain/webhooks/watch-endpoints.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { HOUR_MS, MINUTE_MS, now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { workOff } from '#tests/support/work-off.ts'

const HOURS = 25
const AN_HOUR = 4_000
const AT_ONCE = 2_000

/** A receiver that counts ids and keeps nothing else, or answers 503. */
async function startCounter() {
  const seen = new Map<string, number>()
  let isUp = false
  const server = createServer((request, response) => {
    const id = String(request.headers['webhook-id'])
    request.resume().on('end', () => {
      if (isUp) seen.set(id, (seen.get(id) ?? 0) + 1)
      response.writeHead(isUp ? 200 : 503).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const comeBack = () => {
    isUp = true
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`, seen, comeBack }
}

/** By the statement that queues every web hook; only the messages that they tell of are left out. */
async function queueMany({ scope, from }: TestAccount, url: string, count: number): Promise<void> {
  const one = () => ({
    kind: 'inbound' as const,
    messageId: newId(now()),
    number: from,
    peer: newConsumer(),
    target: { url, from: 'account' as const },
    heldWhy: null,
    body: JSON.stringify({ to: from.slice(1), body: 'On my way' }),
    at: now(),
  })
  for (let done = 0; done < count; done += AT_ONCE)
    await tenantTransaction(scope.accountId, (tx) =>
      insertDeliveries(tx, scope.accountId, Array.from({ length: AT_ONCE }, one)),
    )
}

async function countsOf({ scope }: TestAccount): Promise<Record<string, number>> {
  const rows = await ask<{ status: string; n: number }>(
    'select status, count(*)::int as n from deliveries where account_id = $1 group by 1',
    [scope.accountId],
  )
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
}

test('after a day without its server a customer recovers: what arrives is what happened, all 100,000 of it', async () => {
  const counter = await startCounter()
  const end = Math.floor(now().getTime() / HOUR_MS) * HOUR_MS
  const start = end - HOURS * HOUR_MS
  const account = await withClockAt(new Date(start - HOUR_MS), () => makeAccount())
  await setSchedule(account.scope, { schedule: 'contract' })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: counter.url })
  const deliverer = createDeliverer(() => {})
  const at = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(ms), work)

  for (let hour = 0; hour < HOURS; hour++) {
    const began = start + hour * HOUR_MS
    await at(began, () => bring(inbound(account)))
    await at(began, () => queueMany(account, counter.url, AN_HOUR))
    for (const seconds of [1, 32, 64, 96]) await at(began + seconds * SECOND_MS, () => workOff(deliverer))
    // The last hour's are still within their schedule when the server is back.
    if (hour < HOURS - 1)
      await at(began + 30 * MINUTE_MS, async () => {
        while (await watchEndpoints());
      })
  }
  const before = await countsOf(account)
  expect(Object.keys(before).toSorted()).toEqual(['failed', 'pending'])
  expect((before.failed ?? 0) + (before.pending ?? 0)).toBe(HOURS * (AN_HOUR + 1))
  expect(counter.seen.size).toBe(0)

  counter.comeBack()
  const filter = readDeliveryFilter({ outcome: 'undelivered', from: new Date(start).toISOString().slice(0, 16) })
  let clock = start + (HOURS - 1) * HOUR_MS + 100 * SECOND_MS
  const id = await at(clock, () => startReplay(account.scope, { filter, zone: 'UTC', perSecond: 1_000 }))
  const isOver = async () => {
    const going = await ask(
      `select from replays where account_id = $1 and state = 'running'
       union all select from (select from deliveries where account_id = $1 and due_at is not null limit 1) waiting`,
      [account.scope.accountId],
    )
    return going.length === 0
  }
  for (let second = 0; second < 600 && !(await isOver()); second++) {
    clock += SECOND_MS
    await at(clock, async () => {
      await runReplays()
      await workOff(deliverer)
    })
  }

  const emitted = await ask<{ id: string }>('select id from deliveries where account_id = $1', [
    account.scope.accountId,
  ])
  expect(emitted).toHaveLength(HOURS * (AN_HOUR + 1))
  expect(new Set(counter.seen.keys())).toEqual(new Set(emitted.map((row) => row.id)))
  expect(await countsOf(account)).toEqual({ delivered: emitted.length })
  expect(await readReplay(account.scope, id)).toMatchObject({
    total: before.failed,
    queued: before.failed,
    delivered: before.failed,
    skipped: 0,
  })
}, 300_000)
