/** What the worker does about spending: tells percentages once, and pauses a destination that is pumped. */
import { expect, test, vi } from 'vitest'
import type { Scope } from '#domain/access/scope.ts'
import { readFuseState } from '#domain/limits/list-trips.ts'
import { resumeDestination } from '#domain/limits/resume-destination.ts'
import { runFuses } from '#domain/limits/run-fuses.ts'
import { setFuse } from '#domain/limits/set-fuse.ts'
import { setLimit } from '#domain/limits/set-limit.ts'
import { tellSpend } from '#domain/limits/tell-spend.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { now, withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { letters } from '#tests/support/mails.ts'
import { accept } from '#tests/support/road.ts'
import { layRoad } from './processes.ts'

const FUSE = { on: true, prefix: '8', most: '5', seconds: '60', exceptions: '+1425555' }
const PUMPED = '+12065550107'

const byKey = ({ scope, keyId }: TestAccount): Scope => ({
  ...scope,
  actor: { kind: 'key', id: keyId, name: 'Reminders', mode: 'live', scopes: ['messages.send'], numbers: null },
})
function sendAs(scope: Scope, from: string, to: string) {
  return acceptMessage(scope, parseSendInput({ from, to, body: 'hello there' }))
}

test('each percentage of a limit is told once in a period, however many workers look', async () => {
  const account = await makeAccount()
  const day = { name: 'Each day', subject: 'account', value: '', period: 'day', amount: '0.02', percents: '50 80 100' }
  await setLimit(account.scope, day)
  const spend = async (messages: number) => {
    for (let nth = 0; nth < messages; nth += 1) await accept(account)
    await Promise.all([tellSpend(), tellSpend(), tellSpend()])
    return letters(account)
  }
  expect(await spend(2)).toEqual([])
  expect(await spend(2)).toEqual(['A spend limit is at 80%'])
  expect(await spend(1)).toEqual(['A spend limit is at 80%', 'A spend limit is at 100%'])
  await withClockAt(new Date(now().getTime() + 25 * 3_600_000), async () => {
    expect(await spend(3)).toEqual(['A spend limit is at 80%', 'A spend limit is at 100%', 'A spend limit is at 50%'])
  })
})

test('a pumped prefix is paused for its key alone; a resume begins counting anew', async () => {
  const account = await makeAccount()
  await setFuse(account.scope, FUSE)
  const key = byKey(account)
  const pump = async (count: number, to = PUMPED) => {
    for (let nth = 0; nth < count; nth += 1) await sendAs(key, account.from, to)
    await Promise.all([runFuses(), runFuses()])
  }
  await pump(5)
  await pump(7, '+14255550107')
  expect((await readFuseState(account.scope)).trips).toEqual([])
  await pump(1)
  const { trips } = await readFuseState(account.scope)
  expect(trips).toMatchObject([
    { prefix: '+1206555', keyName: 'Reminders', messages: 6, allowed: 5, seen: { numbers: 1 } },
  ])
  await expect(sendAs(key, account.from, PUMPED)).rejects.toMatchObject({ code: 'destination_paused', status: 403 })
  await sendAs(key, account.from, '+12535550107')
  await sendAs(account.scope, account.from, PUMPED)
  await Promise.all([tellSpend(), tellSpend()])
  expect(await letters(account)).toEqual(['Sending to +1206555 is paused'])

  const stranger = await makeAccount()
  await expect(resumeDestination(stranger.scope, trips[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
  await resumeDestination(account.scope, trips[0]?.id ?? '')
  await pump(5)
  expect((await readFuseState(account.scope)).trips).toHaveLength(1)
  await pump(1)
  expect((await readFuseState(account.scope)).trips).toHaveLength(2)
})

test('the worker pauses a pumped prefix within five seconds', async () => {
  const road = await layRoad()
  await road.sandbox.start()
  await road.worker.start()
  const account = await makeAccount()
  await setFuse(account.scope, FUSE)
  for (let nth = 0; nth < 6; nth += 1) await accept(account, { to: PUMPED })
  const sentAt = performance.now()
  await vi.waitFor(
    async () =>
      expect(await ask('select from fuse_trips where account_id = $1', [account.scope.accountId])).toHaveLength(1),
    { timeout: 5_000, interval: 50 },
  )
  process.stdout.write(
    `\nthe fuse tripped ${((performance.now() - sentAt) / 1_000).toFixed(2)} s after the message too many\n`,
  )
  await expect(accept(account, { to: PUMPED })).rejects.toMatchObject({ code: 'destination_paused' })
}, 60_000)
