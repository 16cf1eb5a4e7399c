/** The log of events: what somebody looks for is found, page by page, and nobody else's is. */
import { describe, expect, test } from 'vitest'
import { readMessageDetail } from '#domain/reports/read-message.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { NO_FILTER, readDeliveryFilter } from '#domain/webhooks/delivery-filter.ts'
import { listDeliveries } from '#domain/webhooks/list-deliveries.ts'
import { listEndpoints } from '#domain/webhooks/list-endpoints.ts'
import { readDelivery } from '#domain/webhooks/read-delivery.ts'
import { readEndpoint } from '#domain/webhooks/read-endpoint.ts'
import { Refusal } from '#lib/refusals.ts'
import { withClockAt } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'

const HOOKS = 'https://hooks.harbor.example'
const at = (time: string) => new Date(`2026-11-20T${time}Z`)
const list = (account: TestAccount, filter: Record<string, string> = {}, at = {}) =>
  listDeliveries(account.scope, { filter: readDeliveryFilter(filter), zone: 'America/Los_Angeles', ...at })

async function withEvents(count: number): Promise<TestAccount> {
  const account = await withClockAt(at('00:00:00'), () => makeAccount())
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: `${HOOKS}/in?token=a` })
  for (let nth = 0; nth < count; nth++) {
    const time = `10:${String(nth % 60).padStart(2, '0')}:00`
    await withClockAt(at(time), () => bring(inbound(account, { from: `+120655501${String(nth).padStart(2, '0')}` })))
  }
  return account
}

const fail = (account: TestAccount, id: string, status: number | null) =>
  ask(
    `with a as (
       insert into delivery_attempts (account_id, delivery_id, number, at, duration_ms, status_code, error, answer)
       values ($1, $2, 1, now(), 120, $3, case when $3::int is null then 'no answer within 10 seconds' end, 'no'))
     update deliveries set status = 'failed', due_at = null, attempts = 1, last_status = $3 where account_id = $1 and id = $2`,
    [account.scope.accountId, id, status],
  )

describe('the log', () => {
  test('is read in pages from both ends, and counts what matches', async () => {
    const account = await withEvents(53)
    const first = await list(account)
    expect(first).toMatchObject({ count: 53, newer: null })
    expect(first.rows).toHaveLength(50)
    const second = await list(account, {}, { before: first.older })
    expect(second.rows.map(({ peer }) => peer)).toEqual(['+12065550102', '+12065550101', '+12065550100'])
    expect(second.older).toBeNull()
    const back = await list(account, {}, { after: second.newer })
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id))
  })

  test('is narrowed by event, outcome, answer, number, message, endpoint and time, each alone and together', async () => {
    const account = await withEvents(3)
    const [c, b, a] = (await list(account)).rows
    await fail(account, a?.id ?? '', 503)
    await fail(account, b?.id ?? '', null)
    const peers = async (filter: Record<string, string>) => (await list(account, filter)).rows.map(({ peer }) => peer)
    const [first, second, third] = ['+12065550100', '+12065550101', '+12065550102']
    expect(await peers({ outcome: 'failed' })).toEqual([second, first])
    expect(await peers({ outcome: 'undelivered' })).toEqual([second, first])
    expect(await peers({ outcome: 'pending' })).toEqual([third])
    expect(await peers({ status: '5xx' })).toEqual([first])
    expect(await peers({ status: 'none' })).toEqual([second])
    expect(await peers({ number: '(206) 555-0102' })).toEqual([third])
    expect(await peers({ number: account.from })).toEqual([third, second, first])
    expect(await peers({ event: 'receipt' })).toEqual([])
    expect(await peers({ endpoint: c?.endpointId ?? '', outcome: 'failed', status: '5xx' })).toEqual([first])
    const { messageRef } = await readDelivery(account.scope, c?.id ?? '')
    expect(await peers({ message: messageRef ?? '' })).toEqual([third])
    // Los Angeles is eight hours behind; the minute that is named is within.
    expect(await peers({ from: '2026-11-20T02:01' })).toEqual([third, second])
    expect(await peers({ to: '2026-11-20T02:01' })).toEqual([second, first])
    expect(await peers({ from: '2026-11-20', to: '2026-11-20' })).toHaveLength(3)
    expect(await peers({ from: '2026-11-21' })).toEqual([])
  })

  test('takes what cannot be meant for no filter', () => {
    const nonsense = {
      event: 'x',
      outcome: 'y',
      status: '9xx',
      endpoint: 'z',
      number: 'a\0',
      message: 'm',
      from: '2026-02-30',
      to: '2026-11-20T25:00',
    }
    expect(readDeliveryFilter(nonsense)).toEqual(NO_FILTER)
  })

  test('keeps texts from roles that do not see them, and everything from other accounts', async () => {
    const account = await withEvents(1)
    const [row] = (await list(account)).rows
    const id = row?.id ?? ''
    await fail(account, id, 500)
    expect(await readDelivery(account.scope, id)).toMatchObject({
      body: expect.stringContaining('hi'),
      tries: [{ answer: 'no' }],
    })
    const { actor } = account.scope
    const support = { ...account.scope, actor: { ...actor, kind: 'person', role: 'support' } } as typeof account.scope
    expect(await readDelivery(support, id)).toMatchObject({ body: null, tries: [{ answer: null, statusCode: 500 }] })
    const echo = 'A redirect to https://hooks.harbor.example/?said=hi. Redirects are not followed: set the address'
    await ask('update deliveries set last_status = 302, last_error = $2 where id = $1', [id, echo])
    await ask(
      `update delivery_attempts set error = $2, answer_headers = '{"location":"?said=hi"}' where delivery_id = $1`,
      [id, echo],
    )
    expect((await list(account)).rows[0]?.lastError).toBe(echo)
    await ask('update endpoints set last_error = $2 where account_id = $1', [account.scope.accountId, echo])
    const messageRef = (await readDelivery(account.scope, id)).messageRef ?? ''
    await expect(readMessageDetail(support, '-'.repeat(36))).rejects.toThrow(Refusal)
    const seen = [
      await readDelivery(support, id),
      await list({ ...account, scope: support }),
      await listEndpoints(support),
      await readEndpoint(support, row?.endpointId ?? ''),
      await readMessageDetail(support, messageRef),
    ]
    expect(JSON.stringify(seen)).not.toContain('said=hi')
    expect(seen[0]).toMatchObject({
      lastError: expect.stringMatching(/^A redirect\. /),
      tries: [{ answerHeaders: null }],
    })
    const stranger = (await makeAccount()).scope
    await expect(readDelivery(stranger, id)).rejects.toThrow(Refusal)
    await expect(readEndpoint(stranger, row?.endpointId ?? '')).rejects.toThrow(Refusal)
    expect(
      (await listDeliveries(stranger, { filter: { ...NO_FILTER, endpoint: row?.endpointId ?? '' }, zone: 'UTC' }))
        .count,
    ).toBe(0)
  })
})

describe('endpoints', () => {
  test('tell how it went there in the last 24 hours, what waits, and which URLs lead there', async () => {
    const account = await withEvents(3)
    const [, b, a] = (await list(account)).rows
    await fail(account, a?.id ?? '', 503)
    await fail(account, b?.id ?? '', null)
    // What was tried is of today, whenever the event was.
    await ask('update delivery_attempts set status_code = 200 where delivery_id = $1', [a?.id])
    await setRequestUrl(account.scope, { e164: account.from, kind: 'sms_callback', url: `${HOOKS}/in?token=b` })
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_dlr_callback', url: `${HOOKS}/in/receipts` })
    const [endpoint] = await withClockAt(new Date('2026-11-20T20:00:00Z'), () => listEndpoints(account.scope))
    expect(endpoint).toMatchObject({
      address: `${HOOKS}/in`,
      state: 'active',
      waiting: 1,
      attempts: 2,
      succeeded: 1,
      p50Ms: 120,
    })
    expect(endpoint?.hours).toHaveLength(24)
    const { urls } = await readEndpoint(account.scope, endpoint?.id ?? '')
    expect(urls.map(({ e164 }) => e164)).toEqual(['', account.from])
  })
})
