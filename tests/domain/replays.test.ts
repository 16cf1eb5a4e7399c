/** What did not arrive is sent again: one or many, under its old id, paid for once, and only by whom it belongs to. */
import { describe, expect, test } from 'vitest'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { cancelReplay } from '#domain/webhooks/cancel-replay.ts'
import { NO_FILTER, readDeliveryFilter } from '#domain/webhooks/delivery-filter.ts'
import { previewReplay } from '#domain/webhooks/preview-replay.ts'
import { readReplay } from '#domain/webhooks/read-replay.ts'
import { resendDelivery } from '#domain/webhooks/resend-delivery.ts'
import { runReplays } from '#domain/webhooks/run-replays.ts'
import { startReplay } from '#domain/webhooks/start-replay.ts'
import { Refusal } from '#lib/refusals.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'

const HOOKS = 'https://hooks.harbor.example'
const setUrl = (account: TestAccount, url: string | null = `${HOOKS}/in`) =>
  setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url })
type Event = {
  id: string
  status: string
  held_why: string | null
  url: string
  body: string
  replay_id: string | null
}
const events = ({ scope }: TestAccount) =>
  ask<Event>('select id, status, held_why, url, body, replay_id from deliveries where account_id = $1 order by id', [
    scope.accountId,
  ])
const failAll = ({ scope }: TestAccount) =>
  ask("update deliveries set status = 'failed', due_at = null, attempts = 4, tries = 4 where account_id = $1", [
    scope.accountId,
  ])
const balance = async ({ scope }: TestAccount) =>
  (
    await ask<{ n: string }>('select available_nanos::text as n from balances where account_id = $1', [scope.accountId])
  )[0]?.n
const query = (filter: Record<string, string> = {}) => ({ filter: readDeliveryFilter(filter), zone: 'UTC' })

describe('one event', () => {
  test('that waited for a URL goes to the one that is set now, for free, with a body that names it', async () => {
    const account = await makeAccount()
    await bring(inbound(account))
    const before = await balance(account)
    const [held] = await events(account)
    expect(held).toMatchObject({ status: 'held', held_why: 'no_url', url: '' })
    await expect(resendDelivery(account.scope, { id: held?.id ?? '' })).rejects.toMatchObject({
      code: 'event_cannot_go_out',
    })
    await setUrl(account)
    await resendDelivery(account.scope, { id: held?.id ?? '' })
    const [due] = await events(account)
    expect(due).toMatchObject({ id: held?.id, status: 'pending', held_why: null, url: `${HOOKS}/in` })
    expect(JSON.parse(due?.body ?? '').data.attributes).toMatchObject({
      message_callback_url: `${HOOKS}/in`,
      amount_nanodollars: '0',
    })
    expect(await balance(account)).toBe(before)
    expect(
      await ask('select status, price_nanos::text from messages where account_id = $1', [account.scope.accountId]),
    ).toEqual([{ status: 'received', price_nanos: '0' }])
  })

  test('that waited for money is charged when it goes out, once', async () => {
    const account = await makeAccount({ nanos: 0n })
    await setUrl(account)
    await bring(inbound(account))
    const [held] = await events(account)
    expect(held?.held_why).toBe('no_balance')
    const id = held?.id ?? ''
    await expect(resendDelivery(account.scope, { id })).rejects.toThrow('Add funds')
    expect((await previewReplay(account.scope, query())).costNanos).toBe('4000000')
    await creditAccount(account.scope, { amountNanos: 10_000_000n, reason: 'test' })
    await Promise.all([resendDelivery(account.scope, { id }), resendDelivery(account.scope, { id })])
    expect(await balance(account)).toBe('6000000')
    const [due] = await events(account)
    expect(JSON.parse(due?.body ?? '').data.attributes.amount_nanodollars).toBe('4000000')
  })

  test('that went out keeps its bytes; a disabled endpoint and a stranger stop it', async () => {
    const account = await makeAccount()
    await setUrl(account)
    await bring(inbound(account))
    await failAll(account)
    const [failed] = await events(account)
    const id = failed?.id ?? ''
    await expect(resendDelivery((await makeAccount()).scope, { id })).rejects.toThrow(Refusal)
    await ask(
      "update endpoints set state = 'disabled', disabled_why = 'person', disabled_at = now() where account_id = $1",
      [account.scope.accountId],
    )
    await expect(resendDelivery(account.scope, { id })).rejects.toThrow('Enable it')
    await setUrl(account, `${HOOKS}/other`)
    await resendDelivery(account.scope, { id })
    expect((await events(account))[0]).toMatchObject({ status: 'pending', url: `${HOOKS}/other`, body: failed?.body })
  })
})

describe('a replay', () => {
  async function withFailures(count: number): Promise<TestAccount> {
    const account = await makeAccount()
    await setUrl(account)
    for (let nth = 0; nth < count; nth++) await bring(inbound(account, { from: `+1206555010${nth}` }))
    await failAll(account)
    return account
  }

  test('says what it would do, does it at its rate and no more, and tells what became of it', async () => {
    const account = await withFailures(5)
    const asked = query({ outcome: 'undelivered' })
    const { total, byOutcome, byEndpoint } = await previewReplay(account.scope, asked)
    expect({ total, byOutcome }).toEqual({ total: 5, byOutcome: [{ outcome: 'failed', count: 5 }] })
    expect(byEndpoint).toMatchObject([{ address: `${HOOKS}/in`, count: 5 }])
    const id = await startReplay(account.scope, { ...asked, perSecond: 3 })
    await bring(inbound(account, { from: '+12065550109' }))
    await runReplays()
    expect(await readReplay(account.scope, id)).toMatchObject({ state: 'running', queued: 3, waiting: 3 })
    await runReplays()
    expect(await readReplay(account.scope, id)).toMatchObject({ queued: 3 })
    await withClockAt(new Date(Date.now() + 2_000), () => runReplays())
    expect(await readReplay(account.scope, id)).toMatchObject({
      state: 'done',
      total: 5,
      queued: 5,
      skipped: 0,
      waiting: 5,
    })
    const ids = (await events(account)).filter((event) => event.replay_id === id)
    expect(ids).toHaveLength(5)
  })

  test('that is stopped leaves the rest as it was', async () => {
    const account = await withFailures(4)
    const id = await startReplay(account.scope, { ...query(), perSecond: 2 })
    await runReplays()
    await cancelReplay(account.scope, { id })
    expect((await events(account)).map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'failed'])
    await expect(cancelReplay(account.scope, { id })).rejects.toMatchObject({ code: 'replay_is_over' })
    await withClockAt(new Date(Date.now() + 2_000), () => runReplays())
    expect(await readReplay(account.scope, id)).toMatchObject({ state: 'canceled', queued: 2, waiting: 0 })
  })

  test('asks for something to send, a rate that can be, and an owner', async () => {
    const account = await withFailures(1)
    const start = (change: object) => startReplay(account.scope, { ...query(), perSecond: 10, ...change })
    await expect(start({ perSecond: 0 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(start({ perSecond: 1001 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(start({ filter: { ...NO_FILTER, event: 'receipt' } })).rejects.toMatchObject({
      code: 'no_event_matches',
    })
    const id = await start({})
    const stranger = (await makeAccount()).scope
    await expect(readReplay(stranger, id)).rejects.toThrow(Refusal)
    await expect(cancelReplay(stranger, { id })).rejects.toThrow(Refusal)
  })
})
