/** One number by API (contract 7.1): shown, bought, released. */
import { describe, expect, test } from 'vitest'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { env } from '#lib/env.ts'
import { basic, makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { inStock, MONTHLY_NANOS, putInStock, SETUP_NANOS } from '#tests/support/stock.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { expectError, fieldErrors, request, send } from './client.ts'

const PRICE = SETUP_NANOS + MONTHLY_NANOS
const path = (e164: string) => `/v2/numbers/${e164.slice(1)}`
const buy = (account: TestAccount, e164: string, headers = {}, body?: unknown) =>
  request(account, 'POST', path(e164), body, headers)
const empty = () => makeAccount({ longcodes: 0 })

/** A number that is for sale. */
async function forSale(kind: 'longcode' | 'toll_free' = 'longcode'): Promise<string> {
  const [e164 = ''] = takeNumbers(kind, 1)
  await putInStock([e164])
  return e164
}

/** The contract's own body, with what this number is. */
function wholeBody(e164: string) {
  const value = e164.slice(1)
  const links = { self: `${env.api.url}/v2/numbers/${value}` }
  return {
    data: {
      attributes: {
        alias: null,
        cnam_lookups_enabled: false,
        number_type: 'longcode',
        rate_center: 'seattle',
        state: 'wa',
        value,
        messaging_enabled: true,
        status: 'PURCHASED',
        monthly_cost: Number(MONTHLY_NANOS) / 1e9,
        setup_cost: Number(SETUP_NANOS) / 1e9,
        iso_country: 'US',
      },
      id: value,
      links,
      relationships: {
        cnam_preset: { data: null },
        e911_address: { data: null },
        failover_route: { data: null },
        primary_route: { data: { id: '0', type: 'route' } },
      },
      type: 'number',
    },
    included: [
      {
        attributes: { alias: 'sip-reg', route_type: 'sip-reg', value: null },
        id: '0',
        links: { self: `${env.api.url}/v2/routes/0` },
        type: 'route',
      },
    ],
    links,
  }
}

describe('201', () => {
  test('a number is bought with an empty body, paid with setup and first month, and sends at once', async () => {
    const [account, e164] = [await empty(), await forSale()]
    const answer = await buy(account, e164)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([201, 'application/vnd.api+json'])
    expect(answer.json()).toEqual(wholeBody(e164))
    expect(await books(account)).toMatchObject({ usage: PRICE, total: 0n })
    expect((await send({ ...account, from: e164 })).statusCode).toBe(202)
    expect(await inStock([e164])).toEqual([])
  })

  test('each posting names its number, and the day that its month begins', async () => {
    const [account, e164] = [await empty(), await forSale()]
    await buy(account, e164)
    const day = new Date().toISOString().slice(0, 10)
    const sql = `select kind, number, period_from::text as day, amount_nanos::text as nanos, message_id from ledger_postings
      where account_id = $1 and number is not null order by kind desc`
    expect(await ask(sql, [account.scope.accountId])).toEqual([
      { kind: 'setup', number: e164, day, nanos: String(SETUP_NANOS), message_id: null },
      { kind: 'monthly', number: e164, day, nanos: String(MONTHLY_NANOS), message_id: null },
    ])
  })

  test.each([{ cnam_lookups_enabled: true, messaging_enabled: 'true' }, {}, { data: { attributes: {} } }])(
    'with the body %j as well',
    async (body) => {
      expect((await buy(await empty(), await forSale(), {}, body)).statusCode).toBe(201)
    },
  )

  test('asked again with the same Idempotency-Key, the same answer comes and nothing is paid twice', async () => {
    const [account, e164] = [await empty(), await forSale()]
    const key = { 'idempotency-key': 'front-desk' }
    const [first, again] = [await buy(account, e164, key), await buy(account, e164, key)]
    expect([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']]).toEqual([undefined, 'true'])
    expect([again.statusCode, again.body]).toEqual([201, first.body])
    expect((await books(account)).usage).toBe(PRICE)
  })
})

describe('402', () => {
  test('too little money buys nothing, charges nothing and keeps the number for sale', async () => {
    const [account, e164] = [await makeAccount({ longcodes: 0, nanos: PRICE - 1n }), await forSale()]
    const { detail } = expectError(await buy(account, e164, { 'idempotency-key': 'k' }), 402)
    expect(detail).toContain('$2.25')
    expect(await books(account)).toMatchObject({ usage: 0n, balance: { available: PRICE - 1n, held: 0n } })
    expect(await inStock([e164])).toEqual([e164])
    // The refusal has used up nothing: with money, the same key buys.
    expect((await request(account, 'GET', path(e164))).statusCode).toBe(404)
  })
})

describe('403', () => {
  test('a test key buys and releases nothing, and is told why', async () => {
    const [account, e164] = [await makeAccount(), await forSale()]
    const test = await withTestKey(account)
    expect(expectError(await buy(test, e164), 403)).toMatchObject({ code: 'test_key_buys_nothing' })
    expect(expectError(await request(test, 'DELETE', path(account.from)), 403)).toMatchObject({
      code: 'test_key_buys_nothing',
    })
    expect(await inStock([e164])).toEqual([e164])
  })

  test('a key that is limited to chosen numbers buys no others, and sees and releases no others', async () => {
    const [account, e164] = [await makeAccount({ longcodes: 2 }), await forSale()]
    const key = await createKey(account.scope, { name: 'One number', numbers: [account.from] })
    const limited = { ...account, authorization: basic(key.accessKey, key.secret) }
    expect(expectError(await buy(limited, e164), 403)).toMatchObject({ code: 'key_number_not_allowed' })
    const other = path(account.numbers[1] ?? '')
    expectError(await request(limited, 'GET', other), 404)
    expectError(await request(limited, 'DELETE', other), 404)
    expect((await request(limited, 'GET', path(account.from))).statusCode).toBe(200)
    expect((await openKey(key.accessKey, key.secret, NOWHERE)).scope.actor).toMatchObject({ numbers: [account.from] })
  })
})

describe('404', () => {
  test('a number that is sold, reserved by somebody else, unknown or no number at all', async () => {
    const [account, other, reserved] = [await empty(), await makeAccount(), await forSale()]
    await ask("update inventory set reserved_by = $2, reserved_until = now() + interval '9 minutes' where e164 = $1", [
      reserved,
      other.scope.accountId,
    ])
    const [unknown = ''] = takeNumbers('longcode', 1)
    for (const e164 of [other.from, reserved, unknown]) {
      expect(expectError(await buy(account, e164), 404)).toMatchObject({ code: 'number_taken' })
    }
    expectError(await request(account, 'POST', '/v2/numbers/PIZZA'), 404)
    expect((await books(account)).usage).toBe(0n)
  })

  test('a number of somebody else is neither shown nor released', async () => {
    const [account, other] = [await makeAccount(), await makeAccount()]
    for (const method of ['GET', 'DELETE'] as const) expectError(await request(account, method, path(other.from)), 404)
    expect((await request(other, 'GET', path(other.from))).statusCode).toBe(200)
  })
})

describe('422', () => {
  test('an Idempotency-Key of another number, or of a message, buys nothing', async () => {
    const [account, first, second] = [await makeAccount(), await forSale(), await forSale()]
    await buy(account, first, { 'idempotency-key': 'one' })
    expect(expectError(await buy(account, second, { 'idempotency-key': 'one' }), 422)).toMatchObject({
      code: 'idempotency_mismatch',
    })
    await send(account, {}, { 'idempotency-key': 'two' })
    expectError(await buy(account, second, { 'idempotency-key': 'two' }), 422)
    expectError(await send(account, {}, { 'idempotency-key': 'one' }), 422)
    expect(await inStock([second])).toEqual([second])
  })

  test('a switch that is neither on nor off is named', async () => {
    const fields = fieldErrors(await buy(await empty(), await forSale(), {}, { messaging_enabled: 'maybe' }))
    expect(Object.keys(fields)).toEqual(['messaging_enabled'])
  })
})

describe('204', () => {
  test('a released number answers with nothing, sends no more and is gone for clients', async () => {
    const account = await makeAccount()
    const answer = await request(account, 'DELETE', path(account.from))
    expect([answer.statusCode, answer.body]).toEqual([204, ''])
    expect(expectError(await send(account), 403).detail).toContain('released')
    for (const method of ['GET', 'DELETE', 'POST'] as const)
      expectError(await request(account, method, path(account.from)), 404)
    expect((await request(account, 'GET', '/v2/numbers')).json().data).toEqual([])
  })
})
