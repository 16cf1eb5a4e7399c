/**
 * Processes die in the middle of traffic. Afterwards three witnesses (what the client was told, what the carrier saw, what
 * the receiver got) and the database must agree.
 */
import { expect, test } from 'vitest'
import { sendAll } from './sending-client.ts'
import { expectAgreement, MESSAGES, originate, setStage, TEST_MS } from './stage.ts'

test(
  'an API that is killed in the middle of 2,000 sends loses none and sends none twice',
  async () => {
    const stage = await setStage({ workers: 1 })
    const client = sendAll(stage.road.apiUrl, stage.customer, MESSAGES)
    await client.reaches(MESSAGES / 2)
    await stage.road.api.kill()
    await stage.road.api.start()
    await expectAgreement('The API killed in the middle', stage, client, 0)
  },
  TEST_MS,
)

test(
  'a worker that is killed in the middle of 2,000 sends and 200 replies loses none, and doubles no more than it had in hand',
  async () => {
    const stage = await setStage({ workers: 1, inTrouble: 40 })
    const { road } = stage
    const client = sendAll(road.apiUrl, stage.customer, MESSAGES)
    const replies = originate(stage, 100)
    await expect.poll(() => road.carrierLog().length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(MESSAGES / 3)
    await road.worker.kill()
    // What comes while nobody is there waits at the carrier.
    replies.push(...originate(stage, 100))
    await road.worker.start()
    await Promise.all(replies)
    await expectAgreement('The worker killed in the middle', stage, client, 1)
  },
  TEST_MS,
)
