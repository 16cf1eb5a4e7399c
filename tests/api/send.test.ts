import { describe, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { makeAccount, PART_NANOS } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { request, send } from './client.ts'

const JSON_API = 'application/vnd.api+json'

describe('202 Accepted', () => {
  test.each(['v2.1', 'v2.2'])(
    '%s answers with an mdr2 id and the message’s own address, in the version called',
    async (version) => {
      const answer = await send(await makeAccount(), {}, {}, version)
      const { data } = answer.json()
      expect(answer.statusCode).toBe(202)
      expect(answer.headers['content-type']).toBe(JSON_API)
      expect(data.id).toMatch(/^mdr2-[0-9a-f]{32}$/)
      expect(answer.json()).toEqual({
        data: {
          id: data.id,
          type: 'message',
          links: { self: `${env.api.url}/${version}/messages/${data.id}` },
          ...(version === 'v2.2'
            ? { price_details: { base_rate: 0.004, surcharge_rate: 0, charged_cost: 0.004 } }
            : {}),
        },
      })
    },
  )

  test('the bytes of a v2.1 answer are the contract’s, member for member', async () => {
    const answer = await send(await makeAccount())
    const { id } = answer.json().data
    expect(answer.body).toBe(
      `{"data":{"id":"${id}","type":"message","links":{"self":"${env.api.url}/v2.1/messages/${id}"}}}`,
    )
  })

  test('an accepted message is stored once and its price is held, not yet spent', async () => {
    const account = await makeAccount({ dollars: '1' })
    await send(account)
    expect(await countMessages(account)).toBe(1)
    expect((await books(account)).balance).toEqual({ available: 1_000_000_000n - PART_NANOS, held: PART_NANOS })
  })

  test('each part is charged: 161 characters are two parts, an emoji makes 70 units a part', async () => {
    const account = await makeAccount({ dollars: '1' })
    const charged = async (body: string) =>
      (await send(account, { body }, {}, 'v2.2')).json().data.price_details.charged_cost
    expect(await charged('a'.repeat(160))).toBe(0.004)
    expect(await charged('a'.repeat(161))).toBe(0.008)
    expect(await charged(`${'a'.repeat(68)}😀`)).toBe(0.004)
    expect(await charged(`${'a'.repeat(69)}😀`)).toBe(0.008)
  })

  test('links come from the configuration, never from a Host header that a stranger chose', async () => {
    const answer = await send(await makeAccount(), {}, { host: 'evil.example' })
    expect(answer.body).not.toContain('evil.example')
  })

  test('the answer may not be cached and says so', async () => {
    const { headers } = await send(await makeAccount())
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
})

describe('200 OK', () => {
  test('v2 answers with an mdr1 id and nothing else', async () => {
    const answer = await send(await makeAccount(), {}, {}, 'v2')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.body).toMatch(/^\{"data":\{"id":"mdr1-[0-9a-f]{32}"\}\}$/)
  })

  test('v2 reads `content` where later versions say `body`', async () => {
    const account = await makeAccount()
    const answer = await send(account, { body: undefined, content: 'from an old client' }, {}, 'v2')
    expect(answer.statusCode).toBe(200)
    expect(await ask('select body from messages where account_id = $1', [account.scope.accountId])).toEqual([
      { body: 'from an old client' },
    ])
  })
})

describe('what a client may write', () => {
  const written = async (body: string, type?: string) => {
    const account = await makeAccount()
    const text = body.replaceAll('FROM', account.from.slice(1))
    const answer = await request(
      account,
      'POST',
      '/v2.1/messages',
      text,
      type === undefined ? {} : { 'content-type': type },
    )
    expect(answer.statusCode, answer.body).toBe(202)
    const sql = 'select from_e164 as "from", to_e164 as "to", body from messages where account_id = $1'
    const [row] = await ask(sql, [account.scope.accountId])
    expect(row).toEqual({ from: account.from, to: '+12065550107', body: 'hi there' })
  }
  const flat = '{"to":"12065550107","from":"FROM","body":"hi there"}'
  const jsonApi = `{"data":{"type":"message","attributes":${flat}}}`
  const form = 'to=12065550107&from=FROM&body=hi+there'

  test.each([
    ['the flat form', flat],
    ['the JSON:API form', jsonApi],
    ['a form', form],
    ['JSON after a byte order mark and blanks', `\uFEFF\n  ${flat}\n`],
    ['members that nobody knows', flat.replace('{', '{"type":"message","mood":[1,{"a":null}],')],
  ])('%s is understood', (_, body) => written(body))

  test.each([
    JSON_API,
    'application/json',
    'application/json; charset=utf-8',
    'application/x-www-form-urlencoded',
    'text/plain',
    'text/plain; charset="',
    'multipart/form-data',
    'nonsense',
    '; ; =',
    'application/json, application/json',
  ])('JSON is JSON, whatever the content type says: %s', (type) => written(jsonApi, type))

  test('a form is a form even when it calls itself JSON', () => written(form, 'application/json'))

  test.each([
    '+1FROM_',
    '(206) 555-0107',
    '206-555-0107',
    '206.555.0107',
    '2065550107',
    '+12065550107',
    ' 12065550107 ',
  ])('a destination may be written as people write it: %s', async (to) => {
    const account = await makeAccount()
    const answer = await send(account, { to: to.replace('1FROM_', '12065550107') })
    expect(answer.statusCode).toBe(202)
    const rows = await ask('select to_e164 from messages where account_id = $1', [account.scope.accountId])
    expect(rows).toEqual([{ to_e164: '+12065550107' }])
  })

  test.each([false, 'false', '', null])('is_mms: %s means a text message', async (is_mms) => {
    expect((await send(await makeAccount(), { is_mms, media_urls: [] })).statusCode).toBe(202)
  })

  test.each(['/v2.2/messages/', '/V2.2/Messages', '/v2.2/messages?null', '/v2.2/messages?'])(
    '%s is the same place, without a redirect',
    async (url) => {
      const account = await makeAccount()
      const body = { to: '12065550107', from: account.from, body: 'hi' }
      expect((await request(account, 'POST', url, body)).statusCode).toBe(202)
    },
  )

  test.each(['application/json', JSON_API, '*/*', 'text/html', 'image/png;q=0.1'])(
    'Accept: %s is never refused',
    async (accept) => {
      const answer = await send(await makeAccount(), {}, { accept })
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([202, JSON_API])
    },
  )

  test('odd headers do no harm', async () => {
    const odd = { "'content-type'": 'application/json', 'x-forwarded-for': 'x', expect: 'wonders', range: 'bytes=0-1' }
    expect((await send(await makeAccount(), {}, odd)).statusCode).toBe(202)
  })
})
