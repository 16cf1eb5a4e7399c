/** A number's settings by API (contract 7.1), as the SDKs send them, and provisioning of text (5.7). */
import { describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { env } from '#lib/env.ts'
import { basic, makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { expectError, fieldErrors, request } from './client.ts'

const patch = (account: TestAccount, body: unknown, headers = {}, number = account.from) =>
  request(account, 'PATCH', `/v2/numbers/${number.slice(1)}`, body, headers)
const details = (account: TestAccount, body: unknown) => request(account, 'POST', '/v2/numbers/details', body)
const provision = (account: TestAccount, body: unknown) => request(account, 'POST', '/v2/message-provision', body)
const setState = (e164: string, state: string) =>
  ask('update numbers set messaging_state = $2 where e164 = $1', [e164, state])

describe('200: PATCH', () => {
  test('an alias is set and taken away, and the whole number comes back', async () => {
    const account = await makeAccount()
    const answer = await patch(account, { type: 'number', alias: 'Front desk' })
    const value = account.from.slice(1)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.api+json'])
    expect(answer.json()).toMatchObject({
      data: {
        id: value,
        type: 'number',
        attributes: { alias: 'Front desk', value },
        relationships: { primary_route: {} },
      },
      included: [{ id: '0', type: 'route' }],
      links: { self: `${env.api.url}/v2/numbers/${value}` },
    })
    expect((await request(account, 'GET', `/v2/numbers/${value}`)).json()).toEqual(answer.json())
    for (const alias of ['', null]) {
      await patch(account, { alias: 'Again' })
      expect((await patch(account, { type: 'number', alias })).json().data.attributes.alias).toBeNull()
    }
  })

  const BODY = '{"type":"number","alias":"Front desk"}'
  test.each<[string, string | object, string | undefined]>([
    ['JSON without a content type (Python)', BODY, undefined],
    ['JSON called a form (PHP, Ruby)', BODY, 'application/x-www-form-urlencoded'],
    ['JSON called plain text (.NET)', BODY, 'text/plain'],
    ['JSON:API', { data: { type: 'number', attributes: { alias: 'Front desk' } } }, 'application/vnd.api+json'],
    ['a form', 'alias=Front+desk', 'application/x-www-form-urlencoded'],
    ['fields that nobody knows', { alias: 'Front desk', color: 'blue', note: {} }, 'application/json'],
    [
      'switches that say what is so',
      { alias: 'Front desk', messaging_enabled: 'true', messaging_email: false, cnam_lookups_enabled: false },
      'application/json',
    ],
  ])('%s is understood', async (_, body, type) => {
    const account = await makeAccount()
    const answer = await patch(account, body, type ? { 'content-type': type } : {})
    expect([answer.statusCode, answer.json().data?.attributes.alias]).toEqual([200, 'Front desk'])
  })

  test('nothing named changes nothing: not the alias, not the request URL, not the audit log', async () => {
    const account = await makeAccount()
    await patch(account, { alias: 'Kept' })
    const rows = () => ask('select 1 from audit_log where account_id = $1', [account.scope.accountId])
    const before = (await rows()).length
    const body = { messaging_enabled: true, messaging_callback_url: 'https://hooks.harbor.example/progress' }
    expect((await patch(account, body)).json().data.attributes.alias).toBe('Kept')
    expect((await patch(account, '')).statusCode).toBe(200)
    expect((await readNumber(account.scope, account.from)).urls.sms_callback).toBeNull()
    expect((await rows()).length).toBe(before)
  })
})

describe('422: PATCH', () => {
  test.each<[string, object]>([
    ['alias', { alias: 'x'.repeat(65) }],
    ['alias', { alias: 7 }],
    ['alias', { alias: 'two\nlines' }],
    ['messaging_enabled', { messaging_enabled: false }],
    ['messaging_enabled', { messaging_enabled: 'perhaps' }],
    ['cnam_lookups_enabled', { cnam_lookups_enabled: true }],
    ['messaging_callback_url', { messaging_callback_url: 'ftp://x' }],
    ['messaging_email', { messaging_email: 'me@x.example' }],
  ])('%s in %j is refused by name, and nothing is stored', async (field, body) => {
    const account = await makeAccount()
    const answer = await patch(account, { alias: 'Not stored', ...body })
    expect(Object.keys(fieldErrors(answer))).toEqual([field])
    expect((await readNumber(account.scope, account.from)).alias).toBeNull()
  })

  test('a number that cannot send yet cannot be switched on by hand', async () => {
    const account = await makeAccount()
    await setState(account.from, 'porting')
    expect(fieldErrors(await patch(account, { messaging_enabled: true })).messaging_enabled?.[0]).toContain('porting')
  })
})

describe('404: PATCH', () => {
  test('a stranger’s, nobody’s and a released number are all not there', async () => {
    const [account, other] = [await makeAccount(), await makeAccount()]
    await ask("update numbers set messaging_state = 'released', released_at = now() where e164 = $1", [account.from])
    for (const number of [other.from, '+12075550199', account.from])
      expectError(await patch(account, { alias: 'Mine' }, {}, number), 404)
  })
})

test('a key that is limited to some numbers changes, shows and asks for no other', async () => {
  const account = await makeAccount({ longcodes: 2 })
  const [mine = '', other = ''] = account.numbers
  const { accessKey, secret } = await createKey(account.scope, { name: 'Front desk', numbers: [mine] })
  const limited = { ...account, authorization: basic(accessKey, secret) }
  expect((await patch(limited, { alias: 'Mine' }, {}, mine)).statusCode).toBe(200)
  expectError(await patch(limited, { alias: 'Mine' }, {}, other), 404)
  const { data } = (await details(limited, { numbers: [mine, other] })).json()
  expect(data.map((one: { id: string }) => one.id)).toEqual([mine.slice(1)])
  expectError(await provision(limited, { numbers: [other], action: 'enable' }), 404)
  expect((await readNumber(account.scope, other)).alias).toBeNull()
})

describe('details', () => {
  test('200: the account’s own of those that were asked for, in any spelling, each once', async () => {
    const [account, other] = [await makeAccount({ longcodes: 3 }), await makeAccount()]
    const [first = '', second = ''] = account.numbers.toSorted()
    const answer = await details(account, {
      numbers: [second, first.slice(1), first.slice(2), other.from, '12075550199'],
    })
    expect(answer.statusCode).toBe(200)
    expect(answer.json().data.map((one: { id: string }) => one.id)).toEqual([first.slice(1), second.slice(1)])
    const [listed] = (await request(account, 'GET', `/v2/numbers?starts_with=${first.slice(1)}`)).json().data
    expect(answer.json().data[0]).toEqual(listed)
  })

  test.each([
    {},
    { numbers: [] },
    { numbers: ['PIZZA'] },
    { numbers: [null] },
    { numbers: Array(201).fill('12065550142') },
  ])('422: %j', async (body) => {
    expect(Object.keys(fieldErrors(await details(await makeAccount(), body)))).toEqual(['numbers'])
  })
})

describe('provisioning', () => {
  test('201: one number is text-enabled already', async () => {
    const account = await makeAccount()
    const answer = await provision(account, { numbers: [account.from.slice(1)], action: 'enable', email: true })
    expect([answer.statusCode, answer.json()]).toEqual([
      201,
      {
        data: {
          id: expect.any(String),
          type: 'message_provisioning_status',
          attributes: { status: 'completed', tn: account.from.slice(1) },
        },
      },
    ])
  })

  test('201: several are grouped by how it stands with them', async () => {
    const account = await makeAccount({ longcodes: 3 })
    const [one = '', two = '', three = ''] = account.numbers
    await setState(two, 'porting')
    const numbers = [one, two, three, ...takeNumbers('longcode', 1)].map((number) => number.slice(1))
    const { type, attributes } = (await provision(account, { numbers, action: 'enable' })).json().data
    expect(type).toBe('message_bulk_provisioning_status')
    expect(attributes).toMatchObject({
      status: 'partial',
      numbers: { completed: [numbers[0], numbers[2]], pending: [numbers[1]], not_found: [numbers[3]] },
    })
  })

  test('404: a stranger’s number', async () => {
    const [account, other] = [await makeAccount(), await makeAccount()]
    expectError(await provision(account, { numbers: [other.from], action: 'enable' }), 404)
  })

  test.each([
    ['action', {}],
    ['action', { action: 'disable' }],
    ['action', { action: 'toggle' }],
    ['callback_url', { action: 'enable', callback_url: 'nowhere' }],
    ['email', { action: 'enable', email: 'perhaps' }],
    ['numbers', { action: 'enable', numbers: 'x' }],
  ])('422: %s in %j', async (field, body) => {
    const account = await makeAccount()
    expect(Object.keys(fieldErrors(await provision(account, { numbers: [account.from], ...body })))).toEqual([field])
  })
})
