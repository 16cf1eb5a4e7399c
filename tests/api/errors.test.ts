import { describe, expect, test } from 'vitest'
import { makeAccount, PART_NANOS } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { api, expectError, request, send } from './client.ts'

describe('401', () => {
  test('the sentence is the contract’s, and the same for every way to be wrong', async () => {
    const error = expectError(await request(null, 'POST', '/v2.1/messages'), 401)
    expect(error).toMatchObject({ title: 'Unauthorized', detail: 'Authentication failed.' })
  })
})

describe('402', () => {
  test('a message that the balance does not cover names its price, stores nothing and charges nothing', async () => {
    const account = await makeAccount({ nanos: PART_NANOS * 2n - 1n })
    const error = expectError(await send(account, { body: 'a'.repeat(161) }), 402)
    expect(error).toMatchObject({
      title: 'Payment Required',
      detail: 'The balance does not cover this message, which costs $0.0080. Add funds and send it again.',
    })
    expect(await countMessages(account)).toBe(0)
    expect((await books(account)).balance).toEqual({ available: PART_NANOS * 2n - 1n, held: 0n })
  })
})

describe('404', () => {
  test.each([
    '/v2.1/messages/mdr2-00000000000070008000000000000000',
    '/v2.1/messages/mdr2-short',
    '/v2.1/messages/12065550107',
    '/v2.1/messages/%00',
    '/v2.1/messages/..%2f..%2fetc',
  ])('%s is not on the account, in the contract’s words and without a title', async (url) => {
    const error = expectError(await request(await makeAccount(), 'GET', url), 404)
    expect(error).not.toHaveProperty('title')
    expect(error.detail).toBe('Could not find that resource on your account.')
  })

  test.each([
    '/',
    '/v1/messages',
    '/v2.3/messages',
    '/v2.1/messages/a/b',
    '/v2.1/%zz',
    `/v2.1/messages/${'a'.repeat(300)}`,
  ])('%s: where there is nothing, the answer says where to go', async (url) => {
    const error = expectError(await request(await makeAccount(), 'GET', url), 404)
    expect(error.detail).toContain('The messages API is at /v2.1/messages')
  })
})

describe('405', () => {
  test.each([
    ['DELETE', '/v2.1/messages'],
    ['PUT', '/v2.2/messages'],
    ['PATCH', '/v2.1/messages/mdr2-00000000000070008000000000000000'],
    ['POST', '/v2/numbers'],
    ['GET', '/v2.1/messages/sms_callback'],
    ['OPTIONS', '/v2.1/messages'],
  ] as const)('%s %s is not a thing to do', async (method, url) => {
    const error = expectError(await request(await makeAccount(), method, url), 405)
    expect(error).toMatchObject({
      title: 'Method Not Allowed',
      detail: 'The method is not allowed for the requested URL.',
    })
  })

  test('what may be done instead is in Allow', async () => {
    const answer = await request(await makeAccount(), 'DELETE', '/v2.1/messages')
    expect(answer.headers.allow).toBe('POST, GET')
  })
})

describe('400', () => {
  test.each([
    ['{"to":', 'the JSON is broken.'],
    ['[{"to":"1"}]', 'the JSON is not an object.'],
    ['"12065550107"', 'the JSON is not an object.'],
    ['<to>1</to>', 'it begins like neither.'],
  ])('%s is malformed, and the answer says how', async (body, why) => {
    const error = expectError(await request(await makeAccount(), 'POST', '/v2.1/messages', body), 400)
    expect(error).toMatchObject({
      title: 'Client Error',
      detail: `The body could not be read as JSON or as a form: ${why}`,
    })
  })
})

describe('413', () => {
  test('a body larger than any message can be is refused unread', async () => {
    const account = await makeAccount()
    const error = expectError(await send(account, { body: 'a'.repeat(70_000) }), 413)
    expect(error).toMatchObject({ title: 'Payload Too Large', detail: 'The body is larger than 65536 bytes.' })
    expect(await countMessages(account)).toBe(0)
  })
})

describe('429', () => {
  test('over the account’s limit the answer is 429 with the seconds to wait, and nothing is stored', async () => {
    const account = await makeAccount({ requestsPerSecond: 3 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(account)))
    const refused = answers.filter((answer) => answer.statusCode === 429)
    expect(answers.filter((answer) => answer.statusCode === 202)).toHaveLength(3)
    expect(refused).toHaveLength(5)
    for (const answer of refused) {
      expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/)
      expect(expectError(answer, 429)).toMatchObject({
        title: 'Too Many Requests',
        detail:
          'This account may make 3 requests a second. Wait for the seconds that Retry-After names, then try again.',
      })
    }
    expect(await countMessages(account)).toBe(3)
  })

  test('one account at its limit does not slow another', async () => {
    const [busy, quiet] = [await makeAccount({ requestsPerSecond: 1 }), await makeAccount({ requestsPerSecond: 1 })]
    await Promise.all(Array.from({ length: 5 }, () => send(busy)))
    expect((await send(quiet)).statusCode).toBe(202)
  })
})

describe('503', () => {
  test('with no carrier link switched on, a message is not taken, not stored and not charged', async () => {
    const account = await makeAccount({ dollars: '1' })
    await ask('update links set enabled = false')
    const error = expectError(await send(account), 503)
    await ask('update links set enabled = true')
    expect(error.detail).toBe('No carrier link is switched on for this message. Nothing was stored or charged.')
    expect(await countMessages(account)).toBe(0)
  })
})

describe('for whoever runs it', () => {
  test('health and readiness are open, and the counts are for this machine alone', async () => {
    expect((await request(null, 'GET', '/healthz')).json()).toEqual({ ok: true })
    expect((await request(null, 'GET', '/readyz')).json()).toEqual({ ok: true })
    expect((await request(null, 'GET', '/metrics')).body).toContain(
      'longcode_api_refusals_total{code="bad_credentials"}',
    )
    expectError(await request(null, 'GET', '/metrics', undefined, { 'x-forwarded-for': '203.0.113.7' }), 404)
    expectError(await api.inject({ url: '/metrics', remoteAddress: '203.0.113.7' }), 404)
  })
})
