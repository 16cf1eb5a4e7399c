/**
 * Processes sleep and lose their database in the middle of traffic. Afterwards three witnesses (what the client was told, what the carrier saw, what
 * the receiver got) and the database must agree.
 */
import { expect, inject, test } from 'vitest'
import { env } from '#lib/env.ts'
import { queryAsOwner } from '#tests/support/database.ts'
import { countWithStatus } from './customer.ts'
import { sendAll } from './sending-client.ts'
import { expectAgreement, MESSAGES, originate, setStage, TEST_MS } from './stage.ts'

test(
  'a worker that sleeps past its leases while another works sends nothing when it wakes',
  async () => {
    const stage = await setStage({ workers: 2 })
    const { road, customer } = stage
    const client = sendAll(road.apiUrl, customer, MESSAGES)
    const replies = originate(stage, 50)
    await client.reaches(MESSAGES / 3)
    road.worker.pause()
    await client.done
    // The other worker has taken over what the sleeper held.
    const left = () => countWithStatus(customer, ['accepted', 'sending', 'uncertain'])
    await expect.poll(left, { timeout: 60_000, interval: 250 }).toBe(0)
    road.worker.goOn()
    await Promise.all(replies)
    await expectAgreement('A worker asleep past its leases', stage, client, 1)
  },
  TEST_MS,
)

test(
  'connections to the database that are cut again and again lose nothing and kill nobody',
  async () => {
    const stage = await setStage({ workers: 1 })
    const client = sendAll(stage.road.apiUrl, stage.customer, MESSAGES)
    const replies = originate(stage, 50)
    for (let cut = 1; cut <= 8; cut++) {
      await client.reaches((MESSAGES / 9) * cut)
      await cutConnections()
    }
    await Promise.all(replies)
    await expectAgreement('Connections to the database cut eight times', stage, client, 0)
  },
  TEST_MS,
)

/** All but this test's own. */
async function cutConnections(): Promise<void> {
  await queryAsOwner(
    inject('adminUrl'),
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = $1 and application_name in ('longcode', 'longcode-nudges')`,
    [new URL(env.database.url).pathname.slice(1)],
  )
}
