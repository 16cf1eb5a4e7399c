/** A thousand messages over the whole road, with an end for each by chance: afterwards every trace explains itself. */
import { randomInt } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { readTrace } from '#domain/reports/read-trace.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { newId } from '#lib/ids.ts'
import { startSandbox } from '#server/carriers/sandbox/start-sandbox.ts'
import { openLink } from '#server/carriers/smpp/open-link.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { createSender } from '#server/worker/send.ts'
import { send } from '#tests/api/client.ts'
import { makeAccount, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask, statuses } from '#tests/support/books.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { faultsOf } from '#tests/support/traces.ts'
import { phone, textOf } from './sending-client.ts'

const MESSAGES = 1_000
const INBOUND = 60
const DOUBT_MS = 1_500
/** Of a hundred: the endings that the sandbox has a script for; the rest is delivered. A throttle or a drop stops the whole line. */
const SCRIPTED: readonly (readonly [ending: string, percent: number])[] = [
  ['0150', 12],
  ['0151', 12],
  ['0153', 8],
  ['0154', 8],
  ['0155', 8],
  ['0158', 6],
  ['0159', 6],
]
const LINE_STOPPERS = ['0152', '0156']

function endingOf(index: number): string {
  const stopper = index % 300 === 150 ? LINE_STOPPERS[Math.floor(index / 300) % 2] : undefined
  if (stopper) return stopper
  let rest = randomInt(100)
  for (const [ending, percent] of SCRIPTED) {
    if (rest < percent) return ending
    rest -= percent
  }
  return `01${String(randomInt(50)).padStart(2, '0')}`
}

/** A worker's loops, in this process: sends, works off what came, takes up doubts, tells web hooks. */
async function startWorker(account: TestAccount, isOver: () => Promise<boolean>): Promise<void> {
  const sandbox = await startSandbox({ smppPort: 0, controlPort: 0 })
  onTestFinished(() => sandbox.close())
  const config = { ...(await sandboxLink()), port: sandbox.smppPort, window: 50, ratePerSecond: 2_000 }
  const onIncoming = async (batch: Parameters<typeof storeIncoming>[1]) => void (await storeIncoming(config.id, batch))
  const phones = Array.from({ length: INBOUND }, (_, index) => ({
    from: phone(index),
    to: account.from,
    body: textOf(index),
  }))
  const carrier = openLink(config, { onIncoming, onState: () => {} })
  onTestFinished(() => carrier.close())
  const link = { id: config.id, name: config.name, window: config.window, doubtMs: DOUBT_MS, carrier }
  const sender = createSender(newId(), () => [link])
  const deliverer = createDeliverer(() => {})
  for (const message of phones) {
    const headers = { 'content-type': 'application/json' }
    await fetch(`http://127.0.0.1:${sandbox.controlPort}/receive`, {
      method: 'POST',
      headers,
      body: JSON.stringify(message),
    })
  }
  let over = false
  const loop = async (work: () => Promise<unknown>) => {
    while (!over) await Promise.all([work(), setTimeout(20)])
  }
  const look = loop(async () => {
    over = await isOver()
  })
  await Promise.all([
    look,
    loop(() => sender.round()),
    loop(() => workInbox(500)),
    loop(() => sweepMessages(account.scope.accountId)),
    loop(() => deliverer.round()),
  ])
  await sender.settled()
  await deliverer.settled()
}

test('of a thousand messages with random ends, every status has its cause and the postings are the price shown', async () => {
  const receiver = await startReceiver((_, attempt) => (attempt === 1 && randomInt(10) === 0 ? 500 : 200))
  onTestFinished(() => receiver.close())
  const account = await makeAccount({ dollars: '100' })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: `${receiver.url}/sms` })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_dlr_callback', url: `${receiver.url}/dlr` })
  await ask('update links set doubt_ms = $1', [DOUBT_MS])
  const answers = await Promise.all(
    Array.from({ length: MESSAGES }, (_, index) =>
      send(account, { to: `1303555${endingOf(index)}`, body: textOf(index) }, { 'idempotency-key': `order-${index}` }),
    ),
  )
  expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([202]))
  const open = async () => {
    const [row] = await ask<{ open: number }>(
      `select count(*) filter (where m.status in ('accepted', 'sending', 'uncertain') or (m.status = 'sent' and m.to_e164 not like '%0154'))::int + case when count(*) < $2 then 1 else 0 end as open
       from messages m where m.account_id = $1`,
      [account.scope.accountId, MESSAGES + INBOUND],
    )
    return row?.open ?? 1
  }
  await startWorker(account, async () => (await open()) === 0)
  const ids = await ask<{ id: string }>('select id from messages where account_id = $1', [account.scope.accountId])
  const faults: string[] = []
  const left = ids.map(({ id }) => id)
  const read = async () => {
    for (let id = left.pop(); id; id = left.pop()) {
      const trace = await readTrace(account.scope, id)
      faults.push(...faultsOf(trace).map((fault) => `${trace.id} (${trace.status}): ${fault}`))
    }
  }
  await Promise.all(Array.from({ length: 8 }, read))
  const ends = Object.groupBy(await statuses(account), (status) => status)
  const counted = Object.fromEntries(Object.entries(ends).map(([status, all]) => [status, all?.length ?? 0]))
  process.stdout.write(`${ids.length} traces read: ${JSON.stringify(counted)}; faults: ${faults.length}\n`)
  expect(faults.slice(0, 20)).toEqual([])
  expect(ids.length).toBe(MESSAGES + INBOUND)
  expect(counted).toMatchObject({
    delivered: expect.any(Number),
    undelivered: expect.any(Number),
    rejected: expect.any(Number),
  })
}, 90_000)
