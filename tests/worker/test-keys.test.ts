/** The processes as a production runs them, without any real carrier: what test keys are for, and what they must not open. */
import { expect, onTestFinished, test } from 'vitest'
import { PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books, statuses } from '#tests/support/books.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { countUnsettled, makeCustomer } from './customer.ts'
import { layRoad } from './processes.ts'

test('in production a test key’s message is delivered and told over the sandbox, and a live one is not taken in', async () => {
  // The mail server is never called: nobody is written to here.
  const production = { LONGCODE_ENV: 'production', SMTP_URL: 'smtp://mail.harbor.example' }
  const road = await layRoad({ ...production, ALLOW_PRIVATE_WEBHOOKS: 'true' })
  const receiver = await startReceiver(() => 200)
  onTestFinished(() => receiver.close())
  const live = await makeCustomer(`${receiver.url}/sms`)
  const byTest = await withTestKey(live)
  await road.sandbox.start()
  await Promise.all([road.api.start(), road.worker.start()])
  await road.bound(1)

  const send = async ({ authorization, from }: TestAccount) => {
    const answer = await fetch(`${road.apiUrl}/v2.1/messages`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ from: from.slice(1), to: '12065550107', body: 'Only a test.' }),
    })
    return { status: answer.status, body: await answer.text() }
  }
  expect(await send(byTest)).toMatchObject({ status: 202 })
  expect(await send(live)).toMatchObject({ status: 503, body: expect.stringContaining('No carrier link') })

  await expect.poll(() => countUnsettled(live), { timeout: 20_000, interval: 100 }).toBe(0)
  expect(await statuses(live)).toEqual(['delivered'])
  expect(await books(live, 'test')).toMatchObject({ held: 0n, usage: PART_NANOS })
  expect(await books(live)).toMatchObject({ held: 0n, usage: 0n })
  expect(receiver.posts.length).toBeGreaterThan(0)
  expect(road.carrierLog().filter(({ event }) => event === 'submit')).toHaveLength(1)
  expect(await ask('select takes_live, takes_test from links')).toEqual([{ takes_live: false, takes_test: true }])

  // The door of a production's sandbox: no phone writes there.
  await road.originate({ from: '+12065550107', to: live.from, body: 'Can I come at ten?' })
  expect(await ask('select 1 from carrier_inbox where kind = $1', ['inbound'])).toEqual([])
  expect(road.accidents).toEqual([])
}, 60_000)
