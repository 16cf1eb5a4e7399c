import { describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { env } from '#lib/env.ts'
import { toMessageRef } from '#lib/ids.ts'
import { withClockAt } from '#lib/time.ts'
import { basic, makeAccount, type TestAccount } from '#tests/support/account.ts'
import { accept } from '#tests/support/road.ts'
import { fieldErrors, request } from './client.ts'

const list = (account: TestAccount, query: string, version = 'v2.1') =>
  request(account, 'GET', `/${version}/messages?${query}`)
const idsOf = (answer: Awaited<ReturnType<typeof list>>): string[] =>
  answer.json().data.map((record: { id: string }) => record.id)

/** One message a day at noon, oldest first. */
async function sendOneADay(account: TestAccount, ...days: string[]): Promise<string[]> {
  const refs: string[] = []
  for (const day of days) {
    refs.push(toMessageRef(await withClockAt(new Date(`${day}T12:00:00.000Z`), () => accept(account))))
  }
  return refs
}

describe('200: the list', () => {
  test('the newest message comes first, and a single page has no next', async () => {
    const account = await makeAccount()
    const refs = await sendOneADay(account, '2026-11-18', '2026-11-19', '2026-11-20')
    const answer = await list(account, 'start_date=2026-11-01')
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/vnd.api+json'])
    expect(idsOf(answer)).toEqual(refs.toReversed())
    expect(answer.json().links).toEqual({})
    expect(Object.keys(answer.json())).toEqual(['data', 'links'])
  })

  test.each([
    '2026-11-19',
    '2026-11-19T00:00:00.000Z',
    '2026-11-19T00:00:00',
    '2026-11-19T00:00',
    '2026-11-19T00:00:00Z',
    '2026-11-19T00:00:00.1234567Z',
    '2026-11-19t00:00:00z',
    '2026-11-19T00%3A00%3A00%2B00%3A00',
    '2026-11-19T00:00:00+00:00',
    '2026-11-18T16:00:00-08:00',
    '2026-11-18T16%3A00%3A00-0800',
    '2026-11-19%2000:00:00',
  ])('a start written as %s is understood', async (start) => {
    const account = await makeAccount()
    const [, second, third] = await sendOneADay(account, '2026-11-18', '2026-11-19', '2026-11-20')
    expect(idsOf(await list(account, `start_date=${start}`))).toEqual([third, second])
  })

  test('both ends are included, to the millisecond', async () => {
    const account = await makeAccount()
    const [first, second] = await sendOneADay(account, '2026-11-18', '2026-11-19')
    const noon = (day: string) => `${day}T12:00:00.000Z`
    const range = (start: string, end: string) => list(account, `start_date=${start}&end_date=${end}`)
    expect(idsOf(await range(noon('2026-11-18'), noon('2026-11-19')))).toEqual([second, first])
    expect(idsOf(await range('2026-11-18T12:00:00.001Z', '2026-11-19T11:59:59.999Z'))).toEqual([])
    expect(idsOf(await range('2026-11-18', '2026-11-19'))).toEqual([first])
  })

  test('following next visits every message exactly once, while new ones arrive', async () => {
    const account = await makeAccount()
    const days = Array.from({ length: 7 }, (_, day) => `2026-11-${10 + day}`)
    const refs = await sendOneADay(account, ...days)
    const visited: string[] = []
    let url: string | undefined = '/v2.1/messages?start_date=2026-11-01&limit=3'
    while (url !== undefined) {
      const answer = await request(account, 'GET', url)
      visited.push(...idsOf(answer))
      const { links } = answer.json()
      expect(Object.keys(links)).toEqual(visited.length < 7 ? ['next'] : [])
      url = links.next?.replace(env.api.url, '')
      await withClockAt(new Date(Date.now() + 60_000), () => accept(account)) // newer than the list that was begun
    }
    expect(visited).toEqual(refs.toReversed())
  })

  test('next is spelled as the contract spells it, in the version that was called', async () => {
    const account = await makeAccount()
    await sendOneADay(account, '2026-11-18', '2026-11-19', '2026-11-20')
    const query = 'limit=2&start_date=2026-11-01T00%3A00%3A00%2B00%3A00&end_date=2026-11-30T00%3A00%3A00%2B00%3A00'
    for (const version of ['v2', 'v2.1', 'v2.2']) {
      expect((await list(account, query, version)).json().links).toEqual({
        next: `${env.api.url}/${version}/messages?${query}&offset=2`,
      })
    }
  })

  test('offset passes over as many, and beyond the end there is nothing and no next', async () => {
    const account = await makeAccount()
    const [first] = await sendOneADay(account, '2026-11-18', '2026-11-19')
    expect(idsOf(await list(account, 'start_date=2026-11-01&offset=1'))).toEqual([first])
    expect((await list(account, 'start_date=2026-11-01&offset=2')).json()).toEqual({ data: [], links: {} })
  })

  test('a page holds 250 when the client does not say', async () => {
    const account = await makeAccount()
    await Promise.all(Array.from({ length: 251 }, () => accept(account)))
    const answer = await list(account, 'start_date=2026-01-01')
    expect(idsOf(answer)).toHaveLength(250)
    expect(new URL(answer.json().links.next).searchParams.get('offset')).toBe('250')
  })

  test('a limit far above what one answer holds is no mistake: the rest follows by next', async () => {
    const account = await makeAccount()
    await sendOneADay(account, '2026-11-18')
    expect((await list(account, 'start_date=2026-11-01&limit=100000')).statusCode).toBe(200)
  })

  test('unknown and empty parameters are ignored', async () => {
    const account = await makeAccount()
    const [ref] = await sendOneADay(account, '2026-11-18')
    expect(idsOf(await list(account, 'start_date=2026-11-01&end_date=&limit=&offset=&null&color=blue'))).toEqual([ref])
  })

  test('another account’s messages are not in it', async () => {
    const [mine, theirs] = [await makeAccount(), await makeAccount()]
    await sendOneADay(theirs, '2026-11-18')
    expect((await list(mine, 'start_date=2026-11-01')).json().data).toEqual([])
  })
})

describe('200: the list by filters', () => {
  test('only what is asked for comes, page by page over a cursor, each once', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const [first = '', second = ''] = account.numbers
    const refs: string[] = []
    for (let hour = 0; hour < 7; hour += 1) {
      const at = new Date(`2026-11-18T0${hour}:00:00.000Z`)
      const tag = hour % 2 ? 'odd' : 'even'
      refs.push(toMessageRef(await withClockAt(at, () => accept(account, { from: first, tag }))))
      await withClockAt(at, () => accept(account, { from: second }))
    }
    const all = async (query: string) => {
      const seen: string[] = []
      for (let url = `/v2.2/messages?start_date=2026-11-01&limit=2&${query}`; url; ) {
        const answer = await request(account, 'GET', url)
        expect(answer.statusCode, url).toBe(200)
        seen.push(...idsOf(answer))
        url = answer.json().links.next?.replace(env.api.url, '') ?? ''
        expect(url).not.toContain('offset')
      }
      return seen
    }
    expect(await all(`from=${first.slice(1)}`)).toEqual(refs.toReversed())
    expect(await all('tag=odd&status=accepted,sending&direction=outbound')).toEqual([refs[5], refs[3], refs[1]])
    expect(await all('cursor=begin')).toHaveLength(14)
    expect(await all('direction=inbound')).toEqual([])
    expect(await all('status=delivered&to=12065550999')).toEqual([])
  })

  test('a key of some numbers finds those alone, whatever it asks for', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const [first = '', second = ''] = account.numbers
    const own = toMessageRef(await accept(account, { from: first }))
    await accept(account, { from: second })
    const key = await createKey(account.scope, { name: 'One number', numbers: [first] })
    const limited = { ...account, authorization: basic(key.accessKey, key.secret) }
    expect(idsOf(await list(limited, 'start_date=2026-01-01&cursor=begin'))).toEqual([own])
    expect(idsOf(await list(limited, `start_date=2026-01-01&from=${second}`))).toEqual([])
  })
})

describe('422: the list', () => {
  test('without a start date the answer names it', async () => {
    expect(fieldErrors(await list(await makeAccount(), ''))).toEqual({
      start_date: ['This parameter is required: a date or time in UTC.'],
    })
  })

  test.each([
    'yesterday',
    '2026-13-01',
    '20261119',
    '2026-11-19T25:00:00',
    '1999-01-01',
    '2026-11-19T00:00:00%2B99:00',
    '%00',
  ])('a start written as %s is refused', async (start) => {
    expect(Object.keys(fieldErrors(await list(await makeAccount(), `start_date=${start}`)))).toEqual(['start_date'])
  })

  test.each(['limit=0', 'limit=-1', 'limit=ten', 'limit=1.5', 'offset=-1', 'offset=1e3', 'limit=99999999999999999999'])(
    '%s is refused by name',
    async (query) => {
      const fields = fieldErrors(await list(await makeAccount(), `start_date=2026-11-01&${query}`))
      expect(Object.keys(fields)).toEqual([query.split('=')[0]])
    },
  )

  test.each([
    'direction=sideways',
    'status=lost',
    'status=delivered,lost',
    'from=nobody',
    'to=1',
    `tag=${'t'.repeat(65)}`,
    'cursor=xyz',
    'offset=1&direction=inbound',
  ])('%s is refused by name', async (query) => {
    const fields = fieldErrors(await list(await makeAccount(), `start_date=2026-11-01&${query}`))
    expect(Object.keys(fields)).toEqual([query.split('=')[0]])
  })

  test('a cursor serves its own list alone: not another account’s, not another filter’s, not a changed one', async () => {
    const [mine, theirs] = [await makeAccount(), await makeAccount()]
    await sendOneADay(mine, '2026-11-18', '2026-11-19')
    const { links } = (await list(mine, 'start_date=2026-11-01&limit=1&direction=outbound')).json()
    const query = new URL(links.next).search.slice(1)
    expect((await list(mine, query)).statusCode).toBe(200)
    const cursor = new URLSearchParams(query).get('cursor') ?? ''
    const changed = `${cursor.startsWith('0') ? '1' : '0'}${cursor.slice(1)}`
    for (const [account, other] of [
      [theirs, query],
      [mine, query.replace('direction=outbound', 'direction=inbound')],
      [mine, query.replace('2026-11-01', '2026-11-02')],
      [mine, query.replace(cursor, changed)],
    ] as const)
      expect(Object.keys(fieldErrors(await list(account, other)))).toEqual(['cursor'])
  })
})
