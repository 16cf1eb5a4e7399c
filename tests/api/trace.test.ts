import { describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { basic, makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { expectError, fieldErrors, request, send } from './client.ts'

async function sent(account: TestAccount, fields = {}, headers = {}, version = 'v2.2'): Promise<string> {
  return (await send(account, fields, headers, version)).json().data.id
}
const traceOf = (account: Pick<TestAccount, 'authorization'>, id: string) =>
  request(account, 'GET', `/v2.2/messages/${id}/trace`)

type Step = { id: string; kind: string; facts: Record<string, string>; bodies?: { text: string; cut: boolean }[] }

describe('200: the trace of a message', () => {
  test('how it was asked for, to the byte, under the id that the answer carried', async () => {
    const account = await makeAccount()
    const headers = { 'idempotency-key': 'order-17', 'user-agent': 'reminders/3.2' }
    const answer = await send(account, { tag: 'reminder' }, headers, 'v2.2')
    const trace = (await traceOf(account, answer.json().data.id)).json().data
    expect(trace).toMatchObject({
      id: answer.json().data.id,
      type: 'trace',
      attributes: {
        direction: 'outbound',
        status: 'accepted',
        price_nanodollars: 4_000_000,
        refunded_nanodollars: 0,
        posted_nanodollars: 4_000_000,
      },
    })
    const [asked] = trace.attributes.steps as Step[]
    expect(asked?.facts).toMatchObject({
      Key: 'Reminders',
      'Idempotency key': 'order-17',
      'User agent': 'reminders/3.2',
      'Request id': answer.headers['x-request-id'],
    })
    expect(JSON.parse(asked?.bodies?.[0]?.text ?? '')).toMatchObject({ body: 'hello there', tag: 'reminder' })
    expect((trace.attributes.steps as Step[]).map(({ id }) => id)).toEqual([
      'request',
      'checks',
      'price',
      expect.stringMatching(/^posting-/),
      'status-0',
    ])
  })

  test('a replay stores no second request, and a long body is cut and says so', async () => {
    const account = await makeAccount()
    const fields = { body: 'x', extra: 'y'.repeat(10_000) }
    const id = await sent(account, fields, { 'idempotency-key': 'k' })
    expect(await sent(account, fields, { 'idempotency-key': 'k' })).toBe(id)
    const rows = await ask<{ cut: number; bytes: number }>(
      `select length(request ->> 'body') as cut, (request ->> 'body_bytes')::int as bytes from message_requests where account_id = $1`,
      [account.scope.accountId],
    )
    expect(rows).toMatchObject([{ cut: 8_192, bytes: expect.toSatisfy((bytes: number) => bytes > 10_000) }])
    const [asked] = (await traceOf(account, id)).json().data.attributes.steps as Step[]
    expect(asked?.bodies?.[0]?.cut).toBe(true)
  })

  test('bytes that no text holds do not keep a message from being taken', async () => {
    const account = await makeAccount()
    const form = `from=${account.from.slice(1)}&to=12065550107&body=hi&note=`
    const bytes = Buffer.concat([Buffer.from(form), Buffer.from([0, 0xff, 0xfe])])
    expect((await request(account, 'POST', '/v2.1/messages', bytes)).statusCode).toBe(202)
  })
})

describe('a tag', () => {
  test('is kept in every version, and told in v2.2', async () => {
    const account = await makeAccount()
    for (const version of ['v2', 'v2.1', 'v2.2']) {
      const id = await sent(account, { tag: 'spring sale' }, {}, version)
      const record = async (of: string) =>
        (await request(account, 'GET', `/${of}/messages/${id}`)).json().data.attributes.tag
      expect([await record('v2.2'), await record('v2.1'), await record('v2')]).toEqual([
        'spring sale',
        undefined,
        undefined,
      ])
    }
  })

  test('that is too long or no text is named, and nothing is charged', async () => {
    const account = await makeAccount()
    for (const tag of ['x'.repeat(65), 7, ['a'], 'two\nlines', ' ']) {
      expect(fieldErrors(await send(account, { tag })).tag).toHaveLength(1)
    }
    expect(await ask('select 1 from messages where account_id = $1', [account.scope.accountId])).toEqual([])
  })

  test('is part of what makes two requests the same', async () => {
    const account = await makeAccount()
    const headers = { 'idempotency-key': 'k' }
    await send(account, { tag: 'a' }, headers)
    expect((await send(account, { tag: 'b' }, headers)).statusCode).toBe(422)
  })
})

describe('404: for a key that may not find it', () => {
  test('another account’s, the other kind’s, another number’s', async () => {
    const [account, stranger] = [await makeAccount({ longcodes: 2 }), await makeAccount()]
    const id = await sent(account)
    expectError(await traceOf(stranger, id), 404)
    for (const settings of [{ mode: 'test' as const }, { numbers: account.numbers.slice(1) }]) {
      const key = await createKey(account.scope, { name: 'Narrow', ...settings })
      expectError(await traceOf({ authorization: basic(key.accessKey, key.secret) }, id), 404)
    }
    expectError(await traceOf(account, 'mdr2-nothing'), 404)
  })
})
