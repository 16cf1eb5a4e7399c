import { describe, expect, test } from 'vitest'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { expectError, fieldErrors, request } from './client.ts'

const URL_A = 'https://hooks.harbor.example/a'
const URL_B = 'https://hooks.harbor.example/b'
const KINDS = ['mms_callback', 'mms_dlr_callback', 'optout_callback', 'sms_callback', 'sms_dlr_callback']
const put = (account: TestAccount, path: string, body?: unknown) => request(account, 'PUT', path, body)
const urlsOf = async (account: TestAccount) =>
  (await readRequestUrls(account.scope)).map(({ e164, kind, url }) => [e164, kind, url])

describe('204: the account’s callbacks', () => {
  test.each(KINDS.flatMap((kind) => ['v2', 'v2.1', 'v2.2'].map((version) => [version, kind] as const)))(
    '%s %s is set, and the answer has no byte',
    async (version, kind) => {
      const account = await makeAccount()
      const answer = await put(account, `/${version}/messages/${kind}`, { callback_url: URL_A })
      expect([answer.statusCode, answer.body, answer.headers['content-type']]).toEqual([204, '', undefined])
      expect(await urlsOf(account)).toEqual([['', kind, URL_A]])
    },
  )

  test('the older dlr_callback stands for receipts of both kinds', async () => {
    const account = await makeAccount()
    expect((await put(account, '/v2.1/messages/dlr_callback', { callback_url: URL_A })).statusCode).toBe(204)
    expect(await urlsOf(account)).toEqual([
      ['', 'mms_dlr_callback', URL_A],
      ['', 'sms_dlr_callback', URL_A],
    ])
  })

  test('the JSON:API form says the same as the flat one, under any content type', async () => {
    const account = await makeAccount()
    const body = JSON.stringify({ data: { attributes: { callback_url: URL_A } } })
    for (const type of ['application/vnd.api+json', 'application/x-www-form-urlencoded', 'text/plain']) {
      const answer = await request(account, 'PUT', '/v2.1/messages/sms_callback', body, { 'content-type': type })
      expect(answer.statusCode).toBe(204)
    }
    expect(await urlsOf(account)).toEqual([['', 'sms_callback', URL_A]])
  })

  test('a form and the Ruby SDK’s way of writing a hash are understood', async () => {
    const account = await makeAccount()
    const form = `callback_url=${encodeURIComponent(URL_A)}`
    expect((await put(account, '/v2.1/messages/sms_callback', form)).statusCode).toBe(204)
    expect((await put(account, '/v2.1/messages/sms_callback', `{:callback_url=>"${URL_B}"}`)).statusCode).toBe(204)
    const nested = `{"data"=>{:attributes=>{"callback_url"=>"${URL_B}"}}}`
    expect((await put(account, '/v2.1/messages/mms_callback', nested)).statusCode).toBe(204)
    expect(await urlsOf(account)).toEqual([
      ['', 'mms_callback', URL_B],
      ['', 'sms_callback', URL_B],
    ])
  })

  test.each(['SMS_callback', 'Sms_Callback', 'sms_callback/'])('%s is sms_callback', async (kind) => {
    const account = await makeAccount()
    expect((await put(account, `/v2.1/messages/${kind}`, { callback_url: URL_A })).statusCode).toBe(204)
    expect(await urlsOf(account)).toEqual([['', 'sms_callback', URL_A]])
  })

  test.each([null, ''])('callback_url: %j clears it', async (callback_url) => {
    const account = await makeAccount()
    await put(account, '/v2.1/messages/sms_callback', { callback_url: URL_A })
    expect((await put(account, '/v2.1/messages/sms_callback', { callback_url })).statusCode).toBe(204)
    expect(await urlsOf(account)).toEqual([])
  })

  test('each change is one row of the audit log, with the key that made it', async () => {
    const account = await makeAccount()
    await put(account, '/v2.1/messages/sms_callback', { callback_url: URL_A })
    await put(account, '/v2.1/messages/sms_callback', { callback_url: URL_A })
    await put(account, '/v2.1/messages/sms_callback', { callback_url: null })
    const sql =
      "select actor_id, action, before, after from audit_log where account_id = $1 and action like 'request_url%' order by seq"
    expect(await ask(sql, [account.scope.accountId])).toEqual([
      { actor_id: account.keyId, action: 'request_url.set', before: null, after: { url: URL_A } },
      { actor_id: account.keyId, action: 'request_url.removed', before: { url: URL_A }, after: null },
    ])
  })
})

describe('204: a number’s callbacks', () => {
  const post = (account: TestAccount, number: string, kind: string, body: unknown) =>
    request(account, 'POST', `/v2/numbers/${number}/relationships/${kind}`, body)

  test.each([...KINDS, 'dlr_callback'])('%s is set for the number alone', async (kind) => {
    const account = await makeAccount()
    const answer = await post(account, account.from.slice(1), kind, { data: { attributes: { callback_url: URL_A } } })
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    const kinds = kind === 'dlr_callback' ? ['mms_dlr_callback', 'sms_dlr_callback'] : [kind]
    expect(await urlsOf(account)).toEqual(kinds.map((one) => [account.from, one, URL_A]))
  })

  test('JSON without a content type is understood, and the number may carry its plus', async () => {
    const account = await makeAccount()
    const body = JSON.stringify({ callback_url: URL_A })
    expect((await post(account, account.from, 'sms_callback', body)).statusCode).toBe(204)
    expect((await post(account, `%2B${account.from.slice(1)}`, 'sms_callback', body)).statusCode).toBe(204)
  })
})

describe('404', () => {
  test.each(['12125550199', 'mine', '911', '%00'])(
    'a callback of %s, which is not on the account, is not found',
    async (number) => {
      const path = `/v2/numbers/${number}/relationships/sms_callback`
      const answer = await request(await makeAccount(), 'POST', path, { callback_url: URL_A })
      expect(expectError(answer, 404).detail).toBe('Could not find that resource on your account.')
    },
  )
})

describe('422', () => {
  test.each([
    [undefined, 'This field is required.'],
    [7, 'Must be a string.'],
    [{ url: URL_A }, 'Must be a string.'],
    ['hooks.harbor.example', 'Write a whole address that starts with https:// or http://.'],
    ['javascript:alert(1)', 'Write a whole address that starts with https:// or http://.'],
    [
      'https://user:pass@hooks.harbor.example/',
      'An address may not hold a user name or password. Put a token into the path or query.',
    ],
    [`https://hooks.harbor.example/${'a'.repeat(2000)}`, 'The address is longer than 2000 characters.'],
  ])('callback_url: %j is refused and what was there stays', async (callback_url, sentence) => {
    const account = await makeAccount()
    await put(account, '/v2.1/messages/sms_callback', { callback_url: URL_A })
    const answer = await put(account, '/v2.1/messages/sms_callback', { callback_url })
    expect(fieldErrors(answer)).toEqual({ callback_url: [sentence] })
    expect(await urlsOf(account)).toEqual([['', 'sms_callback', URL_A]])
  })

  test('an empty body is not a way to clear it', async () => {
    expect(fieldErrors(await put(await makeAccount(), '/v2.1/messages/sms_callback'))).toEqual({
      callback_url: ['This field is required.'],
    })
  })
})
