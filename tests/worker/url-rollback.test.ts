/** A rollback of a request URL on a running product: two workers of their own, a carrier, two receivers. */
import { expect, onTestFinished, test } from 'vitest'
import { SANDBOX_LINK } from '#domain/links/ensure-sandbox-link.ts'
import { saveLink } from '#domain/links/link.ts'
import { rollBackUrl } from '#domain/routing/roll-back-url.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { FAILURES_TO_OPEN } from '#domain/webhooks/circuit.ts'
import { makeAccount } from '#tests/support/account.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { layRoad } from './processes.ts'
import { phone } from './sending-client.ts'

const COUNT = 60

test('what a phone writes after one click on “Set back” goes where it went before, on every worker, from the first message on', async () => {
  const link = { name: SANDBOX_LINK, host: '127.0.0.1', port: 1, systemId: 'longcode', password: 'sandbox' }
  await saveLink({ ...link, window: 50, ratePerSecond: 500, doubtMs: 2_000 })
  const road = await layRoad()
  const [good, bad] = [await startReceiver(), await startReceiver(() => 500)]
  onTestFinished(async () => {
    await Promise.all([good.close(), bad.close()])
  })
  const account = await makeAccount({ dollars: '100' })
  const place = { e164: '', kind: 'sms_callback' } as const
  await setRequestUrl(account.scope, { ...place, url: good.url })
  await setRequestUrl(account.scope, { ...place, url: bad.url })
  await road.sandbox.start()
  await Promise.all([road.worker.start(), road.secondWorker.start()])
  await road.bound(2)
  const write = (word: string) =>
    Promise.all(
      Array.from({ length: COUNT }, (_, nth) =>
        road.originate({ from: phone(nth), to: account.from, body: `${word} ${nth}` }),
      ),
    )
  const bodies = ({ posts }: Receiver) =>
    new Set(posts.map(({ body }) => JSON.parse(body).data.attributes.body as string))

  await write('before')
  // All of it goes there, until ten failures in a row open the circuit: the rest waits.
  await expect.poll(() => bodies(bad).size, { timeout: 60_000 }).toBeGreaterThanOrEqual(FAILURES_TO_OPEN)
  const began = Date.now()
  expect(await rollBackUrl(account.scope, { ...place, version: 1 })).toBe(`${good.url}/`)
  await write('after')
  await expect
    .poll(() => [...bodies(good)].filter((body) => body.startsWith('after')).length, { timeout: 60_000 })
    .toBe(COUNT)
  process.stdout.write(
    `  ${COUNT} messages after the rollback were all delivered within ${Date.now() - began} ms of it\n`,
  )
  expect([...bodies(bad)].filter((body) => body.startsWith('after'))).toEqual([])
  expect(road.accidents).toEqual([])
}, 150_000)
