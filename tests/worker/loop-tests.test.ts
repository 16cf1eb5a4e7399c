/** The processes as they run: a number whose three days are over is tried over the link in both directions, and works. */
import { expect, test } from 'vitest'
import { readPort } from '#domain/porting/read-port.ts'
import { env } from '#lib/env.ts'
import { DAY_MS, MINUTE_MS, withClockAt } from '#lib/time.ts'
import { behaviourFor } from '#server/carriers/sandbox/script.ts'
import { makeAccount, takeNumbers } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { portedOrder } from '#tests/support/port.ts'
import { layRoad } from './processes.ts'

test('the sandbox plays the carrier’s loop number, and no other number is one', () => {
  expect(behaviourFor(env.loopNumber ?? '')).toMatchObject({ isLoop: true })
  expect(behaviourFor('+12065550199')).toMatchObject({ isLoop: false })
})

test('two workers: a loop test goes out and comes back, text is enabled, nobody pays, no log has it', async () => {
  const road = await layRoad()
  const account = await makeAccount()
  const threeDaysAgo = new Date(Date.now() - 3 * DAY_MS - MINUTE_MS)
  const early = await portedOrder(account, takeNumbers('longcode', 1))
  const due = await withClockAt(threeDaysAgo, () => portedOrder(account, takeNumbers('toll_free', 2)))
  await road.sandbox.start()
  await Promise.all([road.worker.start(), road.secondWorker.start()])
  await road.bound(2)

  await expect
    .poll(async () => (await readPort(account.scope, due.id)).status, { timeout: 40_000, interval: 200 })
    .toBe('done')
  const sent = road.carrierLog().filter(({ event }) => event === 'submit')
  expect(sent.map(({ from }) => from).toSorted()).toEqual(due.numbers.toSorted())
  expect(
    await ask('select 1 from port_loop_tests where returned_at is not null and taken_at is not null'),
  ).toHaveLength(2)
  expect(await ask("select e164 from numbers where messaging_state = 'porting'")).toEqual([{ e164: early.numbers[0] }])
  expect(await countMessages(account)).toBe(0)
  expect(await books(account)).toMatchObject({ usage: 0n, held: 0n })
  expect(road.accidents).toEqual([])
}, 90_000)
