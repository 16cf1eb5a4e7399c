import { describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { cancelPort } from '#domain/porting/cancel-port.ts'
import { confirmFoc } from '#domain/porting/operate-port.ts'
import { env } from '#lib/env.ts'
import { now } from '#lib/time.ts'
import { basic, makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { openOrder, operator, portedOrder, submitOrder } from '#tests/support/port.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { expectError, fieldErrors, request } from './client.ts'

const PATH = '/v2/portorders'
const check = (account: TestAccount, body: unknown, headers: Record<string, string> = {}) =>
  request(account, 'POST', `${PATH}/portability`, body, headers)
const DETAILS = {
  account_number: '4471-22',
  pin: '9041',
  business_name: 'Harbor Dental',
  authorised_person: 'Olivia Harbor',
  street: '12 Pier Road',
  city: 'Seattle',
  region: 'WA',
  zip: '98101',
}

describe('portability', () => {
  test('200: each client’s way of asking gets the contract’s exact answer', async () => {
    const account = await makeAccount()
    const [number = ''] = takeNumbers('longcode', 1)
    const portable = { data: { hypernetwork_enabled: [], nonportable: [], portable: [number] } }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const [body, headers] of [
      [{ numbers: [number] }, {}],
      [JSON.stringify({ numbers: [number] }), form],
      [JSON.stringify({ numbers: [number] }), { 'content-type': 'text/plain' }],
      [`numbers=${encodeURIComponent(number)}`, form],
      // The .NET client's string that holds JSON in single quotes.
      [JSON.stringify(`{'numbers': ['${number}']}`), { 'content-type': 'application/json; charset=utf-8' }],
      [JSON.stringify(JSON.stringify({ numbers: [number] })), {}],
      [{ data: { attributes: { numbers: [number.slice(1)] } } }, {}],
    ] as [unknown, Record<string, string>][]) {
      const answer = await check(account, body, headers)
      expect([answer.statusCode, answer.headers['content-type']], String(body)).toEqual([
        200,
        'application/vnd.api+json',
      ])
      expect(answer.json()).toEqual(portable)
    }
    const two = takeNumbers('toll_free', 2)
    const answer = await check(account, two.map((one) => `numbers=${encodeURIComponent(one)}`).join('&'), form)
    expect(answer.json().data.portable).toEqual(two)
  })

  test('200: what is yours, somebody else’s, in stock, in a port or from elsewhere is not portable, and nothing tells them apart', async () => {
    const [account, stranger] = [await makeAccount(), await makeAccount()]
    const [stocked = ''] = takeNumbers('longcode', 1)
    await ask(
      "insert into inventory (e164, kind, country, setup_nanos, monthly_nanos, added_at) values ($1, 'longcode', 'US', 0, 0, now())",
      [stocked],
    )
    const claimed = await submitOrder(stranger)
    const underWay = claimed.numbers
    await confirmFoc(operator(stranger), { id: claimed.id, focDate: now().toISOString().slice(0, 10) })
    const asked = [account.from, stranger.from, stocked, ...underWay, '+18765550142', '+442071838750', '12345', 'PIZZA']
    expect((await check(account, { numbers: asked })).json().data).toEqual({
      hypernetwork_enabled: [],
      nonportable: asked,
      portable: [],
    })
  })

  test.each([
    ['a draft', openOrder],
    ['a claim that no carrier has agreed to', submitOrder],
  ])('%s of somebody else keeps nobody from porting what is theirs', async (_, claim) => {
    const [account, stranger] = [await makeAccount(), await makeAccount()]
    const { numbers } = await claim(stranger)
    expect((await check(account, { numbers })).json().data.portable).toEqual(numbers)
  })

  test.each([
    [{}, 'This field is required.'],
    [{ numbers: [] }, 'Must be a list'],
    [{ numbers: [{}] }, 'Must be a list'],
    [{ numbers: { a: 1 } }, 'Must be a list'],
    [{ numbers: Array(101).fill('+12065550142') }, 'At most 100'],
    [JSON.stringify("{'numbers': nonsense"), 'Must be'],
    ['"text"', 'Must be'],
  ])('422: %j', async (body, sentence) => {
    expect(fieldErrors(await check(await makeAccount(), body)).numbers?.[0]).toContain(sentence)
  })
})

describe('orders', () => {
  test('201: numbers become one order for each kind, 200: which is read, listed and filtered', async () => {
    const account = await makeAccount()
    const [longcodes, tollFree] = [takeNumbers('longcode', 2), takeNumbers('toll_free', 1)]
    const answer = await request(account, 'POST', PATH, {
      numbers: [...longcodes, ...tollFree],
      losing_carrier: 'Sound Telephone',
      ...DETAILS,
    })
    expect(answer.statusCode).toBe(201)
    const [first, second] = answer.json().data
    expect(first).toEqual({
      id: expect.stringMatching(/^\d+$/),
      type: 'portorder',
      attributes: expect.objectContaining({
        group_id: second.attributes.group_id,
        status: 'Process',
        number_type: 'longcode',
        losing_carrier: 'Sound Telephone',
        numbers: longcodes.map((one) => one.slice(1)).toSorted(),
        foc_date: null,
        exception: null,
        pin_set: true,
        missing: ['the letter of authorization, signed', 'a recent invoice'],
      }),
      links: { self: `${env.api.url}/v2/portorders/${first.id}` },
    })
    expect(answer.body).not.toContain('9041')
    expect((await request(account, 'GET', `${PATH}/${first.id}`)).json().data).toEqual(first)

    const list = async (query: string) => {
      const { data, links } = (await request(account, 'GET', `${PATH}${query}`)).json()
      return { ids: data.map(({ id }: { id: string }) => id), links }
    }
    await cancelPort(account.scope, { id: second.id })
    expect((await list('')).ids).toEqual([second.id, first.id])
    expect((await list('?status=Canceled')).ids).toEqual([second.id])
    expect((await list('?status=process&group_id=')).ids).toEqual([first.id])
    expect((await list('?group_id=1')).ids).toEqual([])
    expect(await list('?limit=1')).toEqual({
      ids: [second.id],
      links: {
        self: `${env.api.url}/v2/portorders?limit=1&offset=0`,
        next: `${env.api.url}/v2/portorders?limit=1&offset=1`,
      },
    })
    expect(fieldErrors(await request(account, 'GET', `${PATH}?limit=0&status=Lost`))).toEqual({
      limit: [expect.any(String)],
      status: ['Must be one of: Pending, Process, Submitted, Rejected, Accepted, Completed, Canceled.'],
    })
  })

  test('200: the letter is a PDF, and the numbers of a group tell both clocks', async () => {
    const account = await makeAccount()
    const { id, groupId, numbers } = await portedOrder(account)
    const letter = await request(account, 'GET', `${PATH}/${id}/loa`)
    expect([letter.statusCode, letter.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(letter.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const value = numbers[0]?.slice(1)
    const shown = {
      id: value,
      attributes: { value, port_order_id: id, status: 'Accepted', voice: 'ported', messaging: 'porting' },
    }
    for (const one of [groupId, id])
      expect((await request(account, 'GET', `${PATH}/${one}/numbers`)).json().data).toMatchObject([shown])
    const mine = (await request(account, 'GET', '/v2/numbers?limit=200')).json().data
    expect(mine.find((one: { id: string }) => one.id === value).attributes.messaging_enabled).toBe(false)
  })

  test('404: what is somebody else’s, unknown or no id is the same', async () => {
    const [account, stranger] = [await makeAccount(), await makeAccount()]
    const { id, groupId } = await submitOrder(account)
    for (const path of [
      id,
      `${id}/loa`,
      `${groupId}/numbers`,
      '1',
      '1/loa',
      '1/numbers',
      'x',
      `${id}%20or%201=1`,
      '99999999999999999999',
    ])
      expect(expectError(await request(stranger, 'GET', `${PATH}/${path}`), 404), path).toMatchObject({
        detail: 'Could not find that resource on your account.',
      })
  })

  test('422: what cannot come in, or is half said, opens nothing', async () => {
    const account = await makeAccount()
    const [number = ''] = takeNumbers('longcode', 1)
    const open = (body: Record<string, unknown>) => request(account, 'POST', PATH, body)
    expect(fieldErrors(await open({ numbers: [account.from], losing_carrier: 'X Telephone' })).numbers?.[0]).toContain(
      'on your account already',
    )
    expect(fieldErrors(await open({ numbers: [number] })).losing_carrier).toEqual([
      'Say which carrier has these numbers now.',
    ])
    expect(fieldErrors(await open({ numbers: [number], losing_carrier: {} })).losing_carrier).toEqual([
      'Must be a string.',
    ])
    const half = await open({ numbers: [number], losing_carrier: 'X Telephone', ...DETAILS, region: 'ZZ', zip: '1' })
    expect(Object.keys(fieldErrors(half)).toSorted()).toEqual(['region', 'zip'])
    expect(await ask('select 1 from port_orders where account_id = $1', [account.scope.accountId])).toEqual([])
  })

  test('403: a test key and a key of chosen numbers port nothing, and see no order beyond their numbers', async () => {
    const account = await makeAccount()
    const { id } = await openOrder(account)
    const body = { numbers: takeNumbers('longcode', 1), losing_carrier: 'Sound Telephone' }
    expectError(await request(await withTestKey(account), 'POST', PATH, body), 403)
    const narrow = await createKey(account.scope, {
      name: 'narrow',
      numbers: [account.from],
      scopes: ['numbers.manage'],
    })
    const asNarrow = { authorization: basic(narrow.accessKey, narrow.secret) }
    expect(expectError(await request(asNarrow, 'POST', PATH, body), 403).code).toBe('key_number_not_allowed')
    expectError(await request(asNarrow, 'GET', `${PATH}/${id}`), 404)
    expect((await request(asNarrow, 'GET', PATH)).json().data).toEqual([])
    const reader = await createKey(account.scope, { name: 'reader', scopes: ['numbers.read'] })
    const asReader = { authorization: basic(reader.accessKey, reader.secret) }
    expect(expectError(await request(asReader, 'POST', PATH, body), 403).code).toBe('scope_missing')
    expect((await request(asReader, 'GET', `${PATH}/${id}`)).statusCode).toBe(200)
  })
})
