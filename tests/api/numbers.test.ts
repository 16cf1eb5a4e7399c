import { describe, expect, test } from 'vitest'
import { addNumber } from '#domain/numbers/add-number.ts'
import { env } from '#lib/env.ts'
import { makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { fieldErrors, request } from './client.ts'

const list = (account: TestAccount, query = '') => request(account, 'GET', `/v2/numbers${query}`)
const idsOf = (answer: Awaited<ReturnType<typeof list>>): string[] =>
  answer.json().data.map((one: { id: string }) => one.id)
const digits = (numbers: readonly string[]) => numbers.map((number) => number.slice(1)).sort()

describe('200', () => {
  test('a number is shown with the contract’s members', async () => {
    const account = await makeAccount({ longcodes: 0 })
    const [e164 = ''] = takeNumbers('longcode', 1)
    await addNumber(account.scope, { e164, alias: 'Front desk', state: 'wa', rateCenter: 'seattle' })
    const answer = await list(account)
    const value = e164.slice(1)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.api+json'])
    expect(answer.json()).toEqual({
      data: [
        {
          id: value,
          type: 'number',
          attributes: {
            alias: 'Front desk',
            cnam_lookups_enabled: false,
            number_type: 'longcode',
            rate_center: 'seattle',
            state: 'wa',
            value,
            messaging_enabled: true,
            status: 'PURCHASED',
            monthly_cost: 0,
            setup_cost: 0,
            iso_country: null,
          },
          links: { self: `${env.api.url}/v2/numbers/${value}` },
        },
      ],
      links: { self: `${env.api.url}/v2/numbers?limit=10&offset=0` },
    })
  })

  test('a toll-free number is called one', async () => {
    const account = await makeAccount({ longcodes: 0, tollFree: 1 })
    expect((await list(account)).json().data[0].attributes).toMatchObject({ number_type: 'toll-free', alias: null })
  })

  test('ten come on a page, and next leads through all of them exactly once', async () => {
    const account = await makeAccount({ longcodes: 23 })
    const seen: string[] = []
    let url: string | undefined = '/v2/numbers'
    while (url !== undefined) {
      const answer = await request(account, 'GET', url)
      seen.push(...idsOf(answer))
      const { links }: { links: { self: string; next?: string } } = answer.json()
      url = links.next?.replace(env.api.url, '')
    }
    expect(seen).toEqual(digits(account.numbers))
  })

  test('self spells out what was asked, with limit and offset', async () => {
    const account = await makeAccount({ longcodes: 1, tollFree: 1 })
    const answer = await list(account, '?starts_with=1833&limit=3')
    expect(answer.json().links.self).toBe(`${env.api.url}/v2/numbers?starts_with=1833&limit=3&offset=0`)
    expect(idsOf(answer)).toEqual([account.numbers[1]?.slice(1)])
  })

  test('ends_with, contains and alias narrow the list', async () => {
    const account = await makeAccount({ longcodes: 3 })
    const [first = '', second = ''] = digits(account.numbers)
    expect(idsOf(await list(account, `?ends_with=${first.slice(-3)}`))).toEqual([first])
    expect(idsOf(await list(account, `?contains=${second.slice(4)}`))).toEqual([second])
    expect(idsOf(await list(account, '?alias=%25'))).toEqual([])
  })

  test.each(['?', '?limit=3&null', '?limit=&offset=', '/?null&color=blue'])(
    '/v2/numbers%s, as the Node SDK writes undefined parameters, is understood',
    async (query) => {
      const account = await makeAccount()
      expect(idsOf(await list(account, query))).toEqual(digits(account.numbers))
    },
  )

  test('an account without numbers gets an empty list', async () => {
    expect((await list(await makeAccount({ longcodes: 0 }))).json().data).toEqual([])
  })
})

describe('422', () => {
  test.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'offset=-1',
    'starts_with=abc',
    'contains=%25',
    'ends_with=123456789012',
    'alias=%00',
  ])('%s is refused by name', async (query) => {
    const fields = fieldErrors(await list(await makeAccount(), `?${query}`))
    expect(Object.keys(fields)).toEqual([query.split('=')[0]])
  })
})
