/** The log of web hooks by API: found, opened, sent again one by one and many at once, by who may, and nobody else's. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { runReplays } from '#domain/webhooks/run-replays.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { basic, makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { expectError, fieldErrors, request } from './client.ts'

const PATH = '/v2.2/webhooks'
const URL_ = 'https://hooks.harbor.example/in'
let account: TestAccount
let stranger: TestAccount
beforeAll(async () => {
  ;[account, stranger] = [await makeAccount({ longcodes: 2 }), await makeAccount()]
})

type Row = { id: string; attributes: Record<string, unknown> }
const get = async (who: Pick<TestAccount, 'authorization'>, path: string) => {
  const answer = await request(who, 'GET', `${PATH}/${path}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as { data: Row[]; links: { next?: string } }
}
const one = async (who: TestAccount, path: string) => (await get(who, path)).data as unknown as Row
const replay = (who: TestAccount, attributes: Record<string, unknown>) =>
  request(who, 'POST', `${PATH}/replays`, { data: { type: 'webhook_replay', attributes } })

/** An account that was told of so many messages in vain. */
async function failed(count: number): Promise<{ who: TestAccount; ids: string[] }> {
  const who = await withClockAt(new Date(now().getTime() - 3 * DAY_MS), () => makeAccount())
  await setRequestUrl(who.scope, { e164: '', kind: 'sms_callback', url: URL_ })
  for (let nth = 0; nth < count; nth++) await bring(inbound(who))
  const rows = await ask<{ id: string }>(
    `update deliveries set status = 'failed', due_at = null, attempts = 4, last_status = 503 where account_id = $1 returning id`,
    [who.scope.accountId],
  )
  return { who, ids: rows.map(({ id }) => id).toSorted() }
}

describe('the log', () => {
  test('holds the last day unless a time is named, page by page, narrowed by what is asked for', async () => {
    const { who, ids } = await failed(3)
    await withClockAt(new Date(now().getTime() - 2 * DAY_MS), () => bring(inbound(who)))
    const first = await get(who, 'deliveries?limit=2')
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(1).reverse())
    expect(first.data[0]?.attributes).toMatchObject({
      event: 'inbound',
      status: 'failed',
      last_status: 503,
      attempts: 4,
    })
    const second = await get(who, `deliveries${new URL(first.links.next ?? '').search}`)
    expect([second.data.map(({ id }) => id), second.links]).toEqual([ids.slice(0, 1), {}])
    const count = async (query: string) => (await get(who, `deliveries?${query}`)).data.length
    expect([await count('from=3d'), await count('from=3d&to=24h'), await count('outcome=undelivered')]).toEqual([
      4, 1, 3,
    ])
    expect([await count('status=5xx'), await count('status=4xx'), await count(`number=${who.from}`)]).toEqual([3, 0, 3])
    const [id = ''] = ids
    const { attributes } = await one(who, `deliveries/${id}`)
    expect(attributes).toMatchObject({ url: URL_, tries: [], body: expect.stringContaining('"type":"message"') })
    expect(await count(`message=${attributes.message_id}`)).toBe(1)
    const [endpoint] = (await get(who, 'endpoints')).data
    expect(endpoint?.attributes).toMatchObject({ address: URL_, state: 'active' })
    expect(await count(`endpoint=${endpoint?.id}`)).toBe(3)
  })

  test('says what cannot be meant, instead of showing all', async () => {
    const bad = {
      endpoint: 'x',
      event: 'x',
      outcome: 'lost',
      status: '6xx',
      number: 'x',
      message: 'x',
      from: 'x',
      to: 'x',
    }
    for (const name of Object.keys(bad))
      expect(Object.keys(fieldErrors(await request(account, 'GET', `${PATH}/deliveries?${name}=x`)))).toEqual([name])
  })

  test('shows a key its own numbers and its own money, and a stranger nothing', async () => {
    const [own = '', other = ''] = account.numbers
    for (const to of [own, other]) await bring(inbound(account, { to }))
    const { accessKey, secret } = await createKey(account.scope, { name: 'Front desk', numbers: [own] })
    const limited = { ...account, authorization: basic(accessKey, secret) }
    const { data } = await get(limited, 'deliveries')
    expect(data.map(({ attributes }) => attributes.number)).toEqual([own.slice(1)])
    const [hidden] = (await get(account, `deliveries?number=${other}`)).data
    for (const who of [limited, stranger, await withTestKey(account)])
      expectError(await request(who, 'GET', `${PATH}/deliveries/${hidden?.id}`), 404)
    for (const path of ['endpoints', 'replays']) expectError(await request(limited, 'GET', `${PATH}/${path}`), 403)
    expectError(await request(limited, 'POST', `${PATH}/deliveries/${hidden?.id}/resend`), 404)
    expectError(await request(stranger, 'POST', `${PATH}/deliveries/${hidden?.id}/resend`), 404)
    expect((await get(await withTestKey(account), 'deliveries')).data).toEqual([])
  })
})

describe('sending again', () => {
  test('one event is due at once under its old id; without a URL it stays held, and the answer says why', async () => {
    const { who, ids } = await failed(1)
    expect((await request(who, 'POST', `${PATH}/deliveries/${ids[0]}/resend`)).statusCode).toBe(202)
    expect((await one(who, `deliveries/${ids[0]}`)).attributes).toMatchObject({ status: 'pending', attempts: 4 })
    await bring(inbound(stranger))
    const [held] = (await get(stranger, 'deliveries?outcome=held')).data
    const refused = expectError(await request(stranger, 'POST', `${PATH}/deliveries/${held?.id}/resend`), 409)
    expect(refused.detail).toContain('no request URL is in force')
    expectError(await request(await withTestKey(who), 'POST', `${PATH}/deliveries/${ids[0]}/resend`), 403)
  })

  test('many are looked at first, then sent as a job that is followed and stopped', async () => {
    const { who, ids } = await failed(5)
    const preview = await one(who, 'replays/preview?outcome=undelivered&from=24h')
    expect(preview.attributes).toMatchObject({ total: 5, by_outcome: { failed: 5 }, cost_nanodollars: '0' })
    const started = await replay(who, { outcome: 'undelivered', from: '24h', per_second: 2 })
    expect([started.statusCode, started.json().data.attributes]).toEqual([
      202,
      expect.objectContaining({ state: 'running', total: 5, queued: 0, per_second: 2, seconds_left: 3 }),
    ])
    const { id } = started.json().data
    await runReplays()
    expect((await one(who, `replays/${id}`)).attributes).toMatchObject({ queued: 2, waiting: 2, delivered: 0 })
    expectError(await request(stranger, 'DELETE', `${PATH}/replays/${id}`), 404)
    expect((await request(who, 'DELETE', `${PATH}/replays/${id}`)).statusCode).toBe(204)
    expectError(await request(who, 'DELETE', `${PATH}/replays/${id}`), 409)
    const statuses = (await get(who, 'deliveries')).data.map(({ attributes }) => attributes.status)
    expect(statuses, 'what was not tried yet is what it was').toEqual(ids.map(() => 'failed'))
    expect((await get(who, 'replays')).data.map((row) => row.id)).toEqual([id])
  })

  test('a replay says which events: all of them by mistake, a misspelt field and a sixth at once are refused', async () => {
    const { who } = await failed(1)
    expect(Object.keys(fieldErrors(await replay(who, {})))).toEqual(['from'])
    expect(Object.keys(fieldErrors(await replay(who, { outcome: 'failed', form: '24h' })))).toEqual(['form'])
    expect(Object.keys(fieldErrors(await replay(who, { outcome: 'failed', number: {} })))).toEqual(['number'])
    expect(Object.keys(fieldErrors(await replay(who, { outcome: 'failed', per_second: 0 })))).toEqual(['per_second'])
    expectError(await replay(await withTestKey(who), { outcome: 'failed' }), 403)
    for (let nth = 0; nth < 5; nth++) expect((await replay(who, { outcome: 'failed' })).statusCode).toBe(202)
    expect(expectError(await replay(who, { outcome: 'failed' }), 409).code).toBe('too_many_replays')
  })
})
