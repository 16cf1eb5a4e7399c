import { expect, onTestFinished, test } from 'vitest'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '#server/carriers/sandbox/start-sandbox.ts'
import { openLink } from '#server/carriers/smpp/open-link.ts'
import type { OpenLink } from '#server/worker/links.ts'
import { createSender } from '#server/worker/send.ts'
import { makeAccount, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { statuses } from '#tests/support/books.ts'
import { countWithStatus } from './customer.ts'
import { phone } from './sending-client.ts'

async function startCarrier(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ smppPort: 0, controlPort: 0, ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** A link of its own to the carrier, bound. */
async function bind({ smppPort }: Sandbox, pace: { window: number; ratePerSecond: number }): Promise<OpenLink> {
  const config = { ...(await sandboxLink()), ...pace, port: smppPort }
  const { promise: bound, resolve } = Promise.withResolvers<void>()
  const carrier = openLink(config, {
    onIncoming: async () => {},
    onState: (state) => state === 'bound' && resolve(),
  })
  onTestFinished(() => carrier.close())
  await bound
  return { id: config.id, name: config.name, window: config.window, doubtMs: config.doubtMs, carrier }
}

async function acceptMany(account: TestAccount, count: number): Promise<void> {
  const inputs = Array.from({ length: count }, (_, index) => ({ from: account.from, to: phone(index), body: 'Hello' }))
  await Promise.all(inputs.map((input) => acceptMessage(account.scope, parseSendInput(input))))
}

function submitted(sandbox: Sandbox): string[] {
  return sandbox.log().flatMap((entry) => (entry.event === 'submit' ? [entry.to] : []))
}

test('two workers at once send each of 400 messages once', async () => {
  const account = await makeAccount()
  await acceptMany(account, 400)
  const sandbox = await startCarrier()
  const workers = await Promise.all(
    [1, 2].map(async () => {
      const link = await bind(sandbox, { window: 20, ratePerSecond: 2_000 })
      return createSender(newId(), () => [link])
    }),
  )
  const left = () => countWithStatus(account, ['accepted', 'sending'])
  await Promise.all(
    workers.map(async (worker) => {
      while ((await left()) > 0) await worker.round()
      await worker.settled()
    }),
  )
  const numbers = submitted(sandbox)
  expect(numbers).toHaveLength(400)
  expect(new Set(numbers).size).toBe(400)
  expect(new Set(await statuses(account))).toEqual(new Set(['sent']))
})

test('a worker that cannot record its answers goes no further than what the wire needs', async () => {
  const account = await makeAccount()
  await acceptMany(account, 60)
  const sandbox = await startCarrier()
  const link = await bind(sandbox, { window: 10, ratePerSecond: 2_000 })
  const sender = createSender(newId(), () => [link])
  const release = await lockBalance(account)
  for (let round = 0; round < 5; round++) await sender.round()
  // A window on the wire, and half of one in line behind it.
  await expect.poll(() => submitted(sandbox).length).toBe(15)
  await sender.round()
  expect(submitted(sandbox)).toHaveLength(15)
  await release()
  while ((await countWithStatus(account, ['accepted'])) > 0) await sender.round()
  await sender.settled()
  expect(new Set(submitted(sandbox)).size).toBe(60)
  expect(submitted(sandbox)).toHaveLength(60)
})

/** Whoever wants to settle waits until the lock is released. */
async function lockBalance({ scope }: TestAccount): Promise<() => Promise<void>> {
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const { promise: locked, resolve: hasLock } = Promise.withResolvers<void>()
  const done = tenantTransaction(scope.accountId, async (tx) => {
    await tx.query('select 1 from balances where account_id = $1 for update', [scope.accountId])
    hasLock()
    await held
  })
  await locked
  return () => {
    release()
    return done
  }
}

test('a part that stood in line for longer than its lease allows does not leave any more', async () => {
  const sandbox = await startCarrier()
  const { carrier } = await bind(sandbox, { window: 20, ratePerSecond: 10 })
  const part = (to: string) => ({ from: '+12065550100', to, text: 'Hello', encoding: 'gsm7', concat: null }) as const
  const untilMs = performance.now() + 450
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) => carrier.submit(part(phone(index)), { untilMs })),
  )
  const kinds = outcomes.map((outcome) => outcome.kind)
  expect(new Set(kinds)).toEqual(new Set(['accepted', 'unsent']))
  expect(submitted(sandbox)).toHaveLength(kinds.filter((kind) => kind === 'accepted').length)
  expect(kinds.at(-1)).toBe('unsent')
})

test('what was claimed before a pause that outlasted the lease is not sent, and goes back to be sent later', async () => {
  const account = await makeAccount()
  await acceptMany(account, 1)
  const sandbox = await startCarrier()
  const link = await bind(sandbox, { window: 10, ratePerSecond: 1_000 })
  // The pause falls between the claim and the wire.
  const { promise: pause, resolve: wake } = Promise.withResolvers<void>()
  const sleepy: OpenLink['carrier'] = {
    ...link.carrier,
    free: 10,
    state: 'bound',
    submit: async (part, limits) => {
      await pause
      return link.carrier.submit(part, { untilMs: (limits?.untilMs ?? 0) - 30_000 })
    },
  }
  const sender = createSender(newId(), () => [{ ...link, carrier: sleepy }])
  await sender.round()
  expect(await statuses(account)).toEqual(['sending'])
  wake()
  await sender.settled()
  expect(submitted(sandbox)).toEqual([])
  expect(await statuses(account)).toEqual(['accepted'])
})
