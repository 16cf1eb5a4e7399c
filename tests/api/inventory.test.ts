import { beforeAll, describe, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { fictionOf, stock } from '#tests/support/stock-rows.ts'
import { fieldErrors, request } from './client.ts'

const ROOT = `${env.api.url}/v2/numbers/available`
let account: TestAccount

beforeAll(async () => {
  account = await makeAccount()
  const seattle = { state: 'wa', city: 'Seattle', rateCenter: 'seattle' }
  await stock(
    ...fictionOf('206', 40, 12).map((e164) => ({ e164, ...seattle })),
    ...fictionOf('646', 7, 1).map((e164) => ({
      e164,
      state: 'ny',
      city: 'New York',
      rateCenter: 'newyork',
      setup: 5_000_000_000n,
    })),
    ...fictionOf('876', 7, 1).map((e164) => ({ e164, country: 'JM', monthly: 4_000_000_000n })),
    ...fictionOf('833', 80, 1).map((e164) => ({ e164, kind: 'toll_free' as const, monthly: 2_000_000_000n })),
  )
})

const get = (query: string) => request(account, 'GET', `/v2/numbers/available${query}`)
const ids = async (query: string): Promise<string[]> =>
  (await get(query)).json().data.map((one: { id: string }) => one.id)

describe('GET /v2/numbers/available: 200', () => {
  test('a number for sale is shown with the contract’s members, prices as JSON numbers', async () => {
    const answer = await get('?starts_with=1646')
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.api+json'])
    expect(answer.json()).toEqual({
      data: [
        {
          id: '16465550107',
          type: 'number',
          attributes: {
            monthly_cost: 1.25,
            number_type: 'longcode',
            rate_center: 'newyork',
            setup_cost: 5,
            state: 'ny',
            value: '16465550107',
          },
          links: { related: `${env.api.url}/v2/numbers/16465550107` },
        },
      ],
      links: { self: `${ROOT}?starts_with=1646&limit=10&offset=0` },
    })
  })

  test.each([
    ['?state=WA&limit=200', 12],
    ['?rate_center=SEATTLE&limit=200', 12],
    ['?iso_country=jm', 1],
    ['?number_type=toll-free', 1],
    ['?number_type=tollfree', 1],
    ['?number_type=standard&iso_country=US&state=ny', 1],
    ['?number_type=inum', 0],
    ['?contains=5014', 10],
    ['?ends_with=07', 2],
    ['?ends_with=0107&contains=646', 1],
    ['?starts_with=1999', 0],
    ['?null', 10],
    ['?limit=&state=&colour=blue', 10],
  ])('%s finds %i', async (query, count) => {
    expect(await ids(query)).toHaveLength(count)
  })

  test('ten come on a page, and next leads through all of them exactly once', async () => {
    const seen: string[] = []
    let url: string | undefined = '/v2/numbers/available?state=wa&limit=5'
    while (url !== undefined) {
      const answer = await request(account, 'GET', url)
      seen.push(...answer.json().data.map((one: { id: string }) => one.id))
      url = (answer.json().links.next as string | undefined)?.replace(env.api.url, '')
    }
    expect(seen).toEqual(fictionOf('206', 40, 12).map((e164) => e164.slice(1)))
  })

  test.each([
    ['tn,asc', ['12065550140', '18765550107']],
    ['number,desc', ['18765550107', '12065550140']],
    ['monthly_cost', ['12065550140', '18765550107']],
    ['monthly_cost,desc', ['18765550107', '12065550140']],
    ['iso_country,asc', ['18765550107', '12065550140']],
    ['rate_center,desc', ['18765550107', '12065550140']],
    ['state', ['12065550140', '18765550107']],
    ['number_type,desc', ['18335550180', '18765550107']],
  ])('order_by=%s puts them in that order', async (order, [first, last]) => {
    const found = await ids(`?order_by=${order}&limit=200`)
    expect(found.indexOf(first ?? '')).toBeLessThan(found.indexOf(last ?? ''))
    expect(found).toHaveLength(15)
  })

  test('a number that somebody else is about to buy is not offered; one’s own still is', async () => {
    const [e164 = ''] = fictionOf('646', 7, 1)
    const hold = (by: string | null) =>
      ask('update inventory set reserved_by = $2, reserved_until = $3 where e164 = $1', [
        e164,
        by,
        by && new Date(Date.now() + 600_000),
      ])
    await hold((await makeAccount({ longcodes: 0 })).scope.accountId)
    expect(await ids('?starts_with=1646')).toEqual([])
    await hold(account.scope.accountId)
    expect(await ids('?starts_with=1646')).toEqual(['16465550107'])
    await hold(null)
  })
})

describe('GET …/areacodes and …/exchanges: 200', () => {
  test('area codes in stock, each with where its exchanges are', async () => {
    expect((await get('/areacodes?limit=2')).json()).toEqual({
      data: ['206', '646'].map((id) => ({
        id,
        type: 'areacode',
        links: { related: `${ROOT}/exchanges?areacode=${id}` },
      })),
      links: { self: `${ROOT}/areacodes?limit=2&offset=0`, next: `${ROOT}/areacodes?limit=2&offset=2` },
    })
    expect(await ids('/areacodes?limit=400')).toEqual(['206', '646', '833', '876'])
    expect(await ids('/areacodes?max_setup_cost=1.0')).toEqual(['206', '833', '876'])
    expect(await ids('/areacodes?max_setup_cost=.5')).toEqual([])
  })

  test('exchanges in stock, each with where its numbers are', async () => {
    expect((await get('/exchanges?areacode=206')).json()).toEqual({
      data: [{ id: '206555', type: 'exchange', links: { related: `${ROOT}?starts_with=1206555` } }],
      links: { self: `${ROOT}/exchanges?areacode=206&limit=10&offset=0` },
    })
    expect(await ids('/exchanges')).toEqual(['206555', '646555', '833555', '876555'])
  })
})

describe('422', () => {
  test.each([
    '?limit=201',
    '?limit=0',
    '?offset=5001',
    '?starts_with=abc',
    '?contains=%25',
    '?ends_with=123456789012',
    '?state=washington',
    '?iso_country=USA',
    '?number_type=mobile',
    '?order_by=price',
    '?order_by=number,up',
    '?order_by=number,asc,desc',
    '?rate_center=%00',
    '/areacodes?limit=401',
    '/areacodes?max_setup_cost=cheap',
    '/exchanges?max_setup_cost=-1',
    '/exchanges?areacode=06',
    '/exchanges?limit=201',
  ])('%s is refused by name', async (query) => {
    const name = /\?(\w+)/.exec(query)?.[1]
    expect(Object.keys(fieldErrors(await get(query)))).toEqual([name])
  })
})
