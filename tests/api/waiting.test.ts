/** Long polling of the feed: an answer at once when there is one, bounds on who waits, and no process that cannot end for it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { MOST_WAITS } from '#domain/webhooks/await-events.ts'
import { stopNudges } from '#lib/nudges.ts'
import { createApi } from '#server/api/app.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { expectError, request } from './client.ts'
import { getEvents as get, PATH, tell, textsOf } from './event-reader.ts'

let account: TestAccount
beforeAll(async () => {
  account = await makeAccount()
})
afterAll(stopNudges)

test('an event that comes answers at once who waits; without one the answer is empty when the wait is over', async () => {
  const { meta } = await get(account, '?after=now')
  const began = performance.now()
  expect(await get(account, `?after=${meta.cursor}&wait=1`)).toMatchObject({ data: [] })
  expect(performance.now() - began).toBeGreaterThan(950)
  const waiting = get(account, `?after=${meta.cursor}&wait=30`)
  await tell(account, 'at last')
  await relayOutbox()
  expect(textsOf(await waiting)).toEqual(['at last'])
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('so many may wait for one account, one more is told when to come again; those who leave make room', async () => {
  const patient = await makeAccount()
  const app = createApi()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `${app.listeningOrigin}${PATH}?after=now&wait=30`
  const headers = { authorization: patient.authorization }
  const leave = new AbortController()
  let [refused, left] = [0, 0]
  const asks = Array.from({ length: MOST_WAITS + 3 }, () =>
    fetch(url, { headers, signal: leave.signal }).then(
      async (answer) => {
        await answer.text()
        refused += answer.status === 429 ? 1 : 0
      },
      () => {
        left += 1
      },
    ),
  )
  await vi.waitFor(() => expect(refused).toBe(3), 9_000)
  const answer = await request(patient, 'GET', `${PATH}?after=now&wait=30`)
  expect([expectError(answer, 429).code, answer.headers['retry-after']]).toEqual(['too_many_waits', '5'])
  expect((await get(patient, '?after=now')).data).toEqual([])
  leave.abort()
  await Promise.all(asks)
  expect(left).toBe(MOST_WAITS)
  const again = async () => (await request(patient, 'GET', `${PATH}?after=now&wait=1`)).statusCode
  await vi.waitFor(async () => expect(await again()).toBe(200), 9_000)
  // A process that is to end answers who waits there, at once.
  const last = fetch(url, { headers }).then(async (answer) => [answer.status, (await answer.text()).length > 0])
  await new Promise((resolve) => setTimeout(resolve, 200))
  const began = performance.now()
  const closed = app.close()
  expect(await last).toEqual([200, true])
  expect(performance.now() - began).toBeLessThan(1_500)
  await closed
})
