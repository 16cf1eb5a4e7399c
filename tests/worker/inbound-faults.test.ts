/** Workers are killed while thousands of inbound messages come in: each is stored once, and told at least once. */
import { expect, onTestFinished, test } from 'vitest'
import { SANDBOX_LINK } from '#domain/links/ensure-sandbox-link.ts'
import { saveLink } from '#domain/links/link.ts'
import { ask } from '#tests/support/books.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { makeCustomer } from './customer.ts'
import { layRoad, type Process, type Road } from './processes.ts'
import { phone } from './sending-client.ts'

const MESSAGES = 10_000
const KILLS = 5
const CLIENTS = 48
/** Inbound of one account is charged one after the other. */
const CUSTOMERS = 8
/** Each writes several times. */
const PHONES = 3_000

/** The carrier is given all of them, as fast as it takes them. Resolves when it has the last. */
async function originateAll(road: Road, numbers: readonly string[], count: number): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let nth = next++; nth < count; nth = next++)
        await road
          .originate({ from: phone(nth % PHONES), to: numbers[nth % numbers.length] ?? '', body: `Reply ${nth}` })
          // The sandbox has it whatever becomes of this connection; what it has not is found missing at the end.
          .catch(() => {})
    }),
  )
}

test(`two workers, killed ${KILLS} times in turn during ${MESSAGES} inbound messages: none is lost, none stored twice, each told at least once`, async () => {
  const link = { name: SANDBOX_LINK, host: '127.0.0.1', port: 1, systemId: 'longcode', password: 'sandbox' }
  await saveLink({ ...link, window: 100, ratePerSecond: 2_000, doubtMs: 2_000 })
  const road = await layRoad({ LOG_LEVEL: 'warn' })
  const receiver = await startReceiver()
  onTestFinished(() => receiver.close())
  const customers = await Promise.all(
    Array.from({ length: CUSTOMERS }, (_, nth) => makeCustomer(`${receiver.url}/sms/${nth}`)),
  )
  const accountIds = customers.map(({ scope }) => scope.accountId)
  await road.sandbox.start()
  await Promise.all([road.worker.start(), road.secondWorker.start()])
  await road.bound(2)

  const stored = async () => {
    const [row] = await ask<{ n: number }>(
      "select count(*)::int as n from messages where account_id = any($1) and direction = 'inbound'",
      [accountIds],
    )
    return row?.n ?? 0
  }
  const coming = originateAll(
    road,
    customers.map(({ from }) => from),
    MESSAGES,
  )
  const workers: Process[] = [road.worker, road.secondWorker]
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const enough = (kill * MESSAGES) / (KILLS + 2)
    await expect.poll(stored, { timeout: 120_000, interval: 50 }).toBeGreaterThan(enough)
    const victim = workers[kill % 2]
    await victim?.kill()
    await victim?.start()
  }
  await coming
  await expect.poll(stored, { timeout: 120_000, interval: 250 }).toBeGreaterThanOrEqual(MESSAGES)
  const open = async () => {
    const [row] = await ask<{ n: number }>(
      `select ((select count(*) from deliveries where account_id = any($1) and due_at is not null)
           + (select count(*) from carrier_inbox where due_at is not null and kind = 'inbound'))::int as n`,
      [accountIds],
    )
    return row?.n ?? 0
  }
  await expect.poll(open, { timeout: 120_000, interval: 250 }).toBe(0)

  const rows = await ask<{ body: string; id: string; status: string }>(
    `select m.body, d.id, d.status from messages m left join deliveries d on d.account_id = m.account_id and d.message_id = m.id
       where m.account_id = any($1) and m.direction = 'inbound'`,
    [accountIds],
  )
  const sent = new Set(Array.from({ length: MESSAGES }, (_, nth) => `Reply ${nth}`))
  expect(rows).toHaveLength(MESSAGES)
  expect(new Set(rows.map(({ body }) => body))).toEqual(sent)
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['delivered']))
  const told = new Set(receiver.posts.map(({ webhookId }) => webhookId))
  expect(told).toEqual(new Set(rows.map(({ id }) => id)))
  expect(road.accidents).toEqual([])
  process.stdout.write(
    `\n${KILLS} kills, ${MESSAGES} inbound messages: ${rows.length} stored, ${told.size} told, ${receiver.posts.length - told.size} told twice\n`,
  )
}, 400_000)
