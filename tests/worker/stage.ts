/** The stage on which processes die and sleep: a whole road, a customer, a receiver; and the judgement at the end. */
import { expect, onTestFinished } from 'vitest'
import { SANDBOX_LINK } from '#domain/links/ensure-sandbox-link.ts'
import { saveLink } from '#domain/links/link.ts'
import { env } from '#lib/env.ts'
import type { TestAccount } from '#tests/support/account.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { checkWitnesses, FAULTS, type Originated } from '#tests/support/witnesses.ts'
import { tableOf } from '#tests/support/witnesses-table.ts'
import { countUnsettled, makeCustomer } from './customer.ts'
import { layRoad, type Road } from './processes.ts'
import { phone, type SendingClient } from './sending-client.ts'

export const MESSAGES = 2_000
const WINDOW = 100
/** Of a worker that dies: a window on the wire, and half of one that is not recorded yet (`server/worker/send.ts`). */
const MOST_IN_DOUBT = WINDOW * 1.5
export const TEST_MS = 150_000
const SETTLE_MS = 100_000
const ALL_ZERO = Object.fromEntries(FAULTS.map((fault) => [fault, 0]))

export type Stage = { road: Road; receiver: Receiver; customer: TestAccount; originated: Originated[] }

/**
 * Of the first web hooks every fifth, `inTrouble` in all, is answered 500 and must come again. Not one after the other: ten in a row are
 * a receiver that is down, whose circuit opens (`circuit.test.ts`).
 */
export async function setStage({ workers, inTrouble = 0 }: { workers: 1 | 2; inTrouble?: number }): Promise<Stage> {
  // A doubt is worth two seconds here and not sixty; what `ensureSandboxLink` finds, it keeps.
  const link = { name: SANDBOX_LINK, host: '127.0.0.1', port: 1, systemId: 'longcode', password: 'sandbox' }
  await saveLink({ ...link, window: WINDOW, ratePerSecond: 2_000, doubtMs: 2_000 })
  const road = await layRoad()
  let seen = 0
  const isInTrouble = (attempt: number) => attempt === 1 && seen++ < inTrouble * 5 && seen % 5 === 0
  const receiver = await startReceiver((_, attempt) => (isInTrouble(attempt) ? 500 : 200))
  onTestFinished(() => receiver.close())
  const customer = await makeCustomer(`${receiver.url}/sms`)
  await road.sandbox.start()
  await Promise.all([road.api.start(), road.worker.start(), ...(workers === 2 ? [road.secondWorker.start()] : [])])
  await road.bound(workers)
  return { road, receiver, customer, originated: [] }
}

/** Phones write to the customer; every tenth has a lot to say. */
export function originate({ road, customer, originated }: Stage, count: number): Promise<void>[] {
  const from = originated.length
  return Array.from({ length: count }, (_, nth) => {
    const index = from + nth
    const body = `Reply ${index}${index % 10 === 0 ? `: ${'I cannot say it in fewer words. '.repeat(8)}` : ''}`
    const message = { from: phone(index), to: customer.from, body }
    originated.push(message)
    return road.originate(message)
  })
}

/** Waits until everything is at its end, asks the witnesses, prints what they say. */
export async function expectAgreement(
  title: string,
  stage: Stage,
  client: SendingClient,
  drops: number,
): Promise<void> {
  const { road, receiver, customer, originated } = stage
  await client.done
  const left = async () => road.accidents[0] ?? (await countUnsettled(customer))
  await expect.poll(left, { timeout: SETTLE_MS, interval: 250 }).toBe(0)
  const carrier = road.carrierLog().filter(({ from, to }) => [from, to].includes(customer.from))
  const { accountId } = customer.scope
  const seen = { databaseUrl: env.database.url, accountId, client: client.log, carrier, originated }
  const verdict = await checkWitnesses({ ...seen, receiver: receiver.posts })
  process.stdout.write(tableOf(title, verdict))
  expect(verdict.faults, JSON.stringify(verdict.examples, null, 2)).toEqual(ALL_ZERO)
  expect(road.accidents).toEqual([])
  expect(verdict.seen.accepted).toBe(MESSAGES)
  for (const count of Object.values(verdict.allowed)) expect(count).toBeLessThanOrEqual(drops * MOST_IN_DOUBT)
}
