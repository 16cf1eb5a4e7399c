/** Callbacks of a number (contract 5.6), with every tolerance of contract section 10, and what both kinds of callbacks leave behind. */
import { describe, expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { listUrlVersions } from '#domain/routing/list-url-versions.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { basic, makeAccount, type TestAccount } from '#tests/support/account.ts'
import { expectError, fieldErrors, request } from './client.ts'

const URL_A = 'https://hooks.harbor.example/a'
const JSON_API = JSON.stringify({ data: { attributes: { callback_url: URL_A } } })
const FLAT = JSON.stringify({ callback_url: URL_A })

const post = (
  account: TestAccount,
  kind: string,
  body?: unknown,
  headers: Record<string, string> = {},
  of = account.from,
) => request(account, 'POST', `/v2/numbers/${of.slice(1)}/relationships/${kind}`, body, headers)
const urlsOf = async (account: TestAccount) =>
  (await readRequestUrls(account.scope)).map(({ e164, kind, url }) => [e164, kind, url])

describe('204', () => {
  test.each([
    ['application/vnd.api+json', JSON_API],
    ['application/json; charset=utf-8', FLAT],
    ['application/x-www-form-urlencoded', JSON_API],
    ['text/plain', FLAT],
    ['application/x-www-form-urlencoded', `callback_url=${encodeURIComponent(URL_A)}`],
    ['application/json', `{:callback_url=>"${URL_A}"}`],
  ])('%s: %s', async (type, body) => {
    const account = await makeAccount()
    const answer = await post(account, 'sms_callback', body, { 'content-type': type })
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    expect(answer.headers).not.toHaveProperty('content-type')
    expect(answer.headers).not.toHaveProperty('content-length')
    expect(await urlsOf(account)).toEqual([[account.from, 'sms_callback', URL_A]])
  })

  test.each(['SMS_callback', 'sms_DLR_callback', 'DLR_Callback', 'mms_callback/', 'MMS_DLR_CALLBACK'])(
    '%s is understood in any case, and with a slash at its end',
    async (kind) => {
      const account = await makeAccount()
      expect((await post(account, kind, FLAT)).statusCode).toBe(204)
      const plain = kind.toLowerCase().replace('/', '')
      const kinds = plain === 'dlr_callback' ? ['mms_dlr_callback', 'sms_dlr_callback'] : [plain]
      expect(await urlsOf(account)).toEqual(kinds.map((one) => [account.from, one, URL_A]))
    },
  )

  test.each([null, ''])('callback_url: %j clears the number’s own and leaves the account’s in force', async (none) => {
    const account = await makeAccount()
    await request(account, 'PUT', '/v2.1/messages/sms_callback', { callback_url: URL_A })
    await post(account, 'sms_callback', FLAT)
    expect((await post(account, 'sms_callback', { callback_url: none })).statusCode).toBe(204)
    expect(await urlsOf(account)).toEqual([['', 'sms_callback', URL_A]])
  })

  test.each(['application/json', 'application/vnd.api+json', '*/*', 'text/html'])(
    'Accept: %s is fine',
    async (accept) => {
      expect((await post(await makeAccount(), 'sms_callback', FLAT, { accept })).statusCode).toBe(204)
    },
  )

  test('each change is a version with the key that made it; one that changes nothing is none', async () => {
    const account = await makeAccount()
    for (const body of [FLAT, FLAT, { callback_url: null }]) await post(account, 'dlr_callback', body)
    const made = (await listUrlVersions(account.scope, account.from)).map((one) => [
      one.kind,
      one.version,
      one.url,
      one.actorKind,
      one.actorName,
    ])
    const [set, removed] = [
      [1, URL_A, 'key', 'Reminders'],
      [2, null, 'key', 'Reminders'],
    ]
    expect(made).toEqual(
      ['mms_dlr_callback', 'sms_dlr_callback'].flatMap((kind) => [
        [kind, ...removed],
        [kind, ...set],
      ]),
    )
  })
})

describe('a key that is limited', () => {
  async function limited(account: TestAccount): Promise<TestAccount> {
    const {
      accessKey,
      secret,
      id: keyId,
    } = await createKey(account.scope, { name: 'One number', numbers: [account.from] })
    const { scope } = await openKey(accessKey, secret, NOWHERE)
    return { ...account, scope, accessKey, secret, keyId, authorization: basic(accessKey, secret) }
  }

  test('sets its own number’s callback, finds no other, and not the account’s', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const key = await limited(account)
    expect((await post(key, 'dlr_callback', FLAT)).statusCode).toBe(204)
    expectError(await post(key, 'sms_callback', FLAT, {}, account.numbers[1]), 404)
    expectError(await request(key, 'PUT', '/v2.1/messages/dlr_callback', FLAT), 403)
    expect((await urlsOf(account)).map(([e164]) => e164)).toEqual([account.from, account.from])
  })
})

describe('404, 405 and 422', () => {
  test('another account’s number is not found, and keeps what it has', async () => {
    const [owner, stranger] = [await makeAccount(), await makeAccount()]
    expectError(await post(stranger, 'sms_callback', FLAT, {}, owner.from), 404)
    expect([await urlsOf(owner), await urlsOf(stranger)]).toEqual([[], []])
  })

  test('a kind that there is not is no address', async () => {
    expectError(await post(await makeAccount(), 'sms_callbacks', FLAT), 404)
  })

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'] as const)('%s is not how it is set', async (method) => {
    const account = await makeAccount()
    const answer = await request(
      account,
      method,
      `/v2/numbers/${account.from.slice(1)}/relationships/sms_callback`,
      FLAT,
    )
    expectError(answer, 405)
    expect(answer.headers.allow).toBe('POST')
  })

  test.each([
    ['{}', 'This field is required.'],
    ['', 'This field is required.'],
    ['{"callback_url":7}', 'Must be a string.'],
    ['{"callback_url":"ftp://hooks.harbor.example"}', 'Write a whole address that starts with https:// or http://.'],
  ])('%s is refused by name; neither of the two kinds of receipts is set', async (body, sentence) => {
    const account = await makeAccount()
    expect(fieldErrors(await post(account, 'dlr_callback', body))).toEqual({ callback_url: [sentence] })
    expect(await urlsOf(account)).toEqual([])
  })
})
