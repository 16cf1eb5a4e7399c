/** A replay of much, or one that fails, keeps nothing else waiting. */
import { expect, test } from 'vitest'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { NO_FILTER } from '#domain/webhooks/delivery-filter.ts'
import { readReplay } from '#domain/webhooks/read-replay.ts'
import { resendDelivery } from '#domain/webhooks/resend-delivery.ts'
import { runReplays } from '#domain/webhooks/run-replays.ts'
import { startReplay } from '#domain/webhooks/start-replay.ts'
import { tenantTransaction } from '#lib/db.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'

const HOOKS = 'https://hooks.harbor.example/in'
const start = ({ scope }: TestAccount, perSecond = 1_000) =>
  startReplay(scope, { filter: NO_FILTER, zone: 'UTC', perSecond })

/** An account whose inbound messages are held for want of balance, and that has it now. */
async function withHeld(count: number): Promise<TestAccount> {
  const account = await makeAccount({ nanos: 0n })
  const { scope } = account
  await setRequestUrl(scope, { e164: '', kind: 'sms_callback', url: HOOKS })
  for (let nth = 0; nth < count; nth++) await bring(inbound(account))
  await creditAccount(scope, { amountNanos: 1_000_000_000n, reason: 'test' })
  return account
}

test('an account whose held messages are replayed sends meanwhile: a few are released at a time, and each is charged once', async () => {
  const account = await withHeld(120)
  const { accountId } = account.scope
  const id = await start(account)
  await runReplays()
  expect(await readReplay(account.scope, id)).toMatchObject({ state: 'done', total: 120, queued: 120, waiting: 120 })
  const released = await ask<{ n: number }>(
    'select count(*)::int as n from deliveries where account_id = $1 group by xmin::text order by 1 desc',
    [accountId],
  )
  expect(released.map(({ n }) => n)).toEqual([50, 50, 20])
  expect(await ask('select available_nanos::text as nanos from balances where account_id = $1', [accountId])).toEqual([
    { nanos: String(1_000_000_000n - 120n * 4_000_000n) },
  ])
}, 60_000)

test('a rate that is lower than that holds for held messages too', async () => {
  const account = await withHeld(60)
  const id = await start(account, 55)
  await runReplays()
  expect(await readReplay(account.scope, id)).toMatchObject({ state: 'running', queued: 55 })
}, 60_000)

test('sending again what was held and sending messages, at once, never stop each other', async () => {
  const account = await withHeld(1)
  const { accountId } = account.scope
  const [held] = await ask<{ id: string }>('select id from deliveries where account_id = $1', [accountId])
  let resent: Promise<void> = Promise.resolve()
  // As a send does: the balance, then the endpoint that its receipt goes to.
  await tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    resent = resendDelivery(account.scope, { id: held?.id ?? '' })
    await expect
      .poll(
        async () =>
          (await ask("select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%balances%'"))
            .length,
      )
      .toBeGreaterThan(0)
    await tx.query(
      `insert into endpoints (account_id, id, address, created_at)
       select account_id, endpoint_id, $2, now() from deliveries where account_id = $1 on conflict do nothing`,
      [accountId, HOOKS],
    )
    await tx.query('select from deliveries where account_id = $1 for update', [accountId])
  })
  await expect(resent).resolves.toBeUndefined()
})

test('a replay that cannot go on keeps those of other accounts waiting for nothing, and is tried again half a minute later', async () => {
  const accounts = [await withHeld(1), await withHeld(1)] as const
  const ids = [await start(accounts[0]), await start(accounts[1])] as const
  await ask(`update replays set filter = filter || '{"zone":"Nowhere/None","from":"2026-01-01"}' where id = $1`, [
    ids[0],
  ])
  await runReplays()
  const [broken, whole] = await Promise.all([
    readReplay(accounts[0].scope, ids[0]),
    readReplay(accounts[1].scope, ids[1]),
  ])
  expect([broken.state, whole.state, whole.queued]).toEqual(['running', 'done', 1])
  await ask('update replays set filter = filter || \'{"zone":"UTC"}\' where id = $1', [ids[0]])
  await withClockAt(new Date(Date.now() + 25_000), () => runReplays())
  expect(await readReplay(accounts[0].scope, ids[0])).toMatchObject({ state: 'running' })
  await withClockAt(new Date(Date.now() + 31_000), () => runReplays())
  expect(await readReplay(accounts[0].scope, ids[0])).toMatchObject({ state: 'done', queued: 1 })
}, 30_000)
