/** A thousand requests with hostile input, through a real socket. Done-when 5 of the first issue. */
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '#server/api/app.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { type Hostile, hostileTable, SEND } from './hostile-requests.ts'
import { exchange, type RawAnswer, rawRequest } from './raw-client.ts'

const SEED = 20_261_123
const RANDOM_REQUESTS = 800
const app = createApi()
let port = 0
let account: TestAccount
let stranger: TestAccount

beforeAll(async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
  account = await makeAccount({ dollars: '1' })
  stranger = await makeAccount()
})
afterAll(() => app.close())

function fire(hostile: Hostile): Promise<RawAnswer> {
  const { method = 'POST', path = SEND, headers = {}, body = '', raw } = hostile
  if (raw !== undefined) return exchange(port, raw)
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  const all = { host: 'localhost', authorization: account.authorization, ...length, connection: 'close', ...headers }
  return rawRequest(port, method, path, all, body)
}

function expectContractError(answer: RawAnswer, title: string): void {
  expect(answer.headers['content-type'], title).toBe('application/vnd.api+json')
  const { errors } = JSON.parse(answer.body)
  expect(errors, title).toHaveLength(1)
  expect(errors[0], title).toMatchObject({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), status: answer.status })
  expect(errors[0].detail, title).toBeTruthy()
  expect(answer.body, title).not.toMatch(/node_modules|\.ts:\d|\n +at |longcode_app|violates|syntax error/)
}

async function expectNothingHappened(): Promise<void> {
  const [stored] = await ask<{ n: number }>(
    `select ((select count(*) from messages) + (select count(*) from message_events) + (select count(*) from outbox)
       + (select count(*) from idempotency_keys) + (select count(*) from request_urls)
       + (select count(*) from ledger_postings where kind <> 'credit'))::int as n`,
  )
  expect(stored?.n).toBe(0)
  expect((await books(account)).balance).toEqual({ available: 1_000_000_000n, held: 0n })
}

async function expectGoodRequestWorks(): Promise<void> {
  const body = JSON.stringify({ to: '12065550107', from: account.from, body: 'still here' })
  const answer = await fire({ title: 'good', body, statuses: [202] })
  expect(answer.status).toBe(202)
}

test('hostile requests of every known kind get the contract’s errors, store nothing and charge nothing', async () => {
  const table = hostileTable(account, stranger)
  expect(table.length).toBeGreaterThan(250)
  for (const hostile of table) {
    const answer = await fire(hostile)
    const title = `${hostile.title}: ${String(hostile.body ?? '').slice(0, 80)} → ${answer.status} ${answer.body.slice(0, 200)}`
    expect(hostile.statuses, title).toContain(answer.status)
    expectContractError(answer, title)
  }
  await expectNothingHappened()
})

const NUMBERISH = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^\+?[0-9 ().-]{0,16}$/),
  fc.constant('12065550107'),
)
const junk = fc.oneof(fc.jsonValue({ maxDepth: 6 }), fc.string({ unit: 'binary' }), fc.double().map(String))
const mostly = <T>(right: T, wrong: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<unknown>(right) }, { weight: 1, arbitrary: wrong })
/** Any of the fields may be right, but never the sender: so that nothing of this may be accepted. */
const fields = {
  to: mostly('12065550107', fc.oneof(NUMBERISH, junk)),
  from: mostly('12125550199', junk),
  body: mostly('hello', fc.oneof(fc.string({ unit: 'binary' }), junk)),
}
const attributes = fc.oneof(
  fc.record(fields),
  fc.record(
    { ...fields, content: junk, media_urls: junk, is_mms: junk, dlr_callback: junk, ['__proto__']: junk },
    { requiredKeys: [] },
  ),
)
const body = fc.oneof(
  attributes.map((value) => JSON.stringify(value)),
  attributes.map((value) => JSON.stringify({ data: { attributes: value } })),
  junk.map((value) => JSON.stringify({ data: value })),
  fc.tuple(attributes, fc.nat(60)).map(([value, cut]) => JSON.stringify(value).slice(0, -1 - cut)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.dictionary(fc.string(), fc.string({ unit: 'binary-ascii' })).map((form) => new URLSearchParams(form).toString()),
)
const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,20}$/)
const hostile = fc.record({
  title: fc.constant('random'),
  method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'GET', 'PATCH'),
  path: fc.oneof(
    fc.constantFrom(
      SEND,
      '/v2/messages',
      '/v2.2/messages',
      '/v2.2/messages/',
      '/V2.1/MESSAGES',
      '/v2.1/messages/sms_callbackx',
    ),
    fc.stringMatching(/^[!-~]{0,60}$/).map((text) => `/v2.1/messages/${text.replaceAll('#', '')}`),
    fc.stringMatching(/^[!-~]{0,60}$/).map((text) => `/v2/numbers?limit=0&${text.replaceAll('#', '')}`),
  ),
  headers: fc.oneof(
    fc.constant({}),
    token.map((type) => ({ 'content-type': type })),
    fc.stringMatching(/^[ -~]{0,60}$/).map((type) => ({ 'content-type': type })),
    fc.stringMatching(/^[ -~]{0,60}$/).map((credentials) => ({ authorization: credentials })),
  ),
  body,
})

test(`${RANDOM_REQUESTS} random ones never get a 500, a stack or a success, and the next good request works`, async () => {
  const requests = fc.sample(hostile, { seed: SEED, numRuns: RANDOM_REQUESTS })
  const seen = new Map<number, number>()
  for (let start = 0; start < requests.length; start += 20) {
    await Promise.all(
      requests.slice(start, start + 20).map(async (one) => {
        const answer = await fire({ ...one, statuses: [] })
        const title = JSON.stringify({
          ...one,
          body: one.body.toString().slice(0, 400),
          status: answer.status,
          answer: answer.body.slice(0, 300),
        })
        expect([400, 401, 403, 404, 405, 413, 422, 429], title).toContain(answer.status)
        expectContractError(answer, title)
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      }),
    )
  }
  // The generator reaches each of the answers, or it would prove little.
  for (const status of [400, 401, 403, 404, 405, 422]) expect(seen.get(status) ?? 0, `${status}`).toBeGreaterThan(0)
  await expectNothingHappened()
  await expectGoodRequestWorks()
})
