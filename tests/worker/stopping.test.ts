/** Orderly ends, and the least orderly one: between the customer's answer and its record. */
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '#tests/support/books.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { countWithStatus, makeCustomer } from './customer.ts'
import { layRoad } from './processes.ts'
import { phone, sendAll } from './sending-client.ts'

async function listen(answer?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const receiver = await startReceiver(answer)
  onTestFinished(() => receiver.close())
  return receiver
}

test('an API that is told to stop answers everything it has accepted, and ends well', async () => {
  const road = await layRoad()
  const customer = await makeCustomer('http://127.0.0.1:1/')
  await road.api.start()
  const client = sendAll(road.apiUrl, customer, 600)
  await client.reaches(200)
  expect(await road.api.kill('SIGTERM')).toBe(0)
  // Whatever was not answered goes again with its key; a replay would be the answer that somebody was owed.
  await road.api.start()
  await client.done
  const answers = client.log.flatMap((sent) => sent.answers)
  expect(answers.filter((answer) => answer.status === 202)).toHaveLength(600)
  expect(answers.filter((answer) => answer.replayed)).toEqual([])
}, 60_000)

test('a worker that is told to stop waits for the carrier, records it, and leaves nothing half done', async () => {
  const road = await layRoad()
  const customer = await makeCustomer((await listen()).url)
  await Promise.all([road.sandbox.start(), road.api.start()])
  await road.worker.start()
  await road.bound(1)
  const client = sendAll(road.apiUrl, customer, 600)
  const taken = () => {
    const theirs = road.carrierLog().filter(({ event, from }) => event === 'submit' && from === customer.from)
    return new Set(theirs.map(({ to }) => to)).size
  }
  await expect.poll(taken, { timeout: 20_000, interval: 5 }).toBeGreaterThan(100)
  expect(await road.worker.kill('SIGTERM')).toBe(0)
  expect(await countWithStatus(customer, ['sending', 'uncertain'])).toBe(0)
  expect(await countWithStatus(customer, ['sent', 'delivered'])).toBe(taken())
  await client.done
}, 60_000)

test('a worker that dies after the customer took a web hook and before it is recorded sends it again under the same id', async () => {
  const road = await layRoad()
  const receiver = await listen(async (_, attempt) => {
    if (attempt === 1) await road.worker.kill()
    return 200
  })
  const customer = await makeCustomer(receiver.url)
  await road.sandbox.start()
  await road.worker.start()
  await road.bound(1)
  await road.originate({ from: phone(1), to: customer.from, body: 'Are you there?' })
  await receiver.has(1)
  await road.worker.start()
  await receiver.has(2)
  const [first, second] = receiver.posts
  expect(second?.webhookId).toBe(first?.webhookId)
  expect(second?.body).toBe(first?.body)
  const left = () =>
    ask('select 1 from deliveries where account_id = $1 and due_at is not null', [customer.scope.accountId])
  await expect.poll(left, { timeout: 10_000 }).toEqual([])
}, 90_000)
