/**
 * What the official Node SDK (flowroute-sdk-v3-nodejs) and tapmodo's npm `flowroute-sms` put on the wire, call by call, over a
 * real socket: their headers, their bodies, their way of spelling a URL. Written from watching them; none of their code is here.
 */
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '#server/api/app.ts'
import { makeAccount, type TestAccount, takeNumbers } from '#tests/support/account.ts'
import { putInStock } from '#tests/support/stock.ts'
import { rawRequest } from './raw-client.ts'

const app = createApi()
let port = 0
let account: TestAccount

beforeAll(async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
  account = await makeAccount()
  await putInStock(['+19075550199'])
})
afterAll(() => app.close())

/** As the `request` package of those clients writes it. */
function call(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  return rawRequest(
    port,
    method,
    path,
    {
      host: `127.0.0.1:${port}`,
      authorization: account.authorization,
      ...headers,
      ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      connection: 'close',
    },
    body,
  )
}

const SDK = { 'user-agent': 'Flowroute SDK v3.0' }

describe('flowroute-sdk-v3-nodejs', () => {
  const sendBody = (fields: Record<string, unknown> = {}) =>
    JSON.stringify({
      data: {
        type: 'message',
        attributes: { to: '12065550107', from: account.from.slice(1), body: 'hello there', ...fields },
      },
    })
  const sendCall = (body: string) =>
    call('POST', '/v2.1/messages', { 'content-type': 'application/json; charset=utf-8', ...SDK }, body)

  test('createSendAMessage is accepted; the SDK takes any 2xx and hands on the text', async () => {
    const answer = await sendCall(sendBody())
    expect(answer.status).toBe(202)
    expect(JSON.parse(answer.body).data).toMatchObject({ id: expect.stringMatching(/^mdr2-/), type: 'message' })
  })

  test('the SDK’s own demo asks for MMS and is told why not, as the 422 that the SDK knows', async () => {
    const media = { is_mms: 'true', media_urls: ['http://s3.example/barkpost-assets/50+GIFs/37.gif'] }
    const answer = await sendCall(sendBody(media))
    expect(answer.status).toBe(422)
    expect(JSON.parse(answer.body).errors[0].detail).toContain('MMS is planned')
  })

  test('lookUpAMessageDetailRecord parses the record', async () => {
    const { id } = JSON.parse((await sendCall(sendBody())).body).data
    const answer = await call('GET', `/v2.1/messages/${id}`, { accept: 'application/json', ...SDK })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body).data.attributes.body).toBe('hello there')
  })

  test.each([
    'start_date=2026-01-01T00%3A00%3A00Z&end_date=2090-01-01T00%3A00%3A00Z&limit=3&offset=0',
    'start_date=2026-01-01T00%3A00%3A00-08%3A00',
    'start_date=2026-01-01T00%3A00%3A00%2B00%3A00&null&limit=3&null',
  ])('getLookUpASetOfMessages: %s', async (query) => {
    await sendCall(sendBody())
    const answer = await call('GET', `/v2.1/messages?${query}`, SDK)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body).data.length).toBeGreaterThan(0)
  })

  test.each(['?', '?limit=3&null', '?starts_with=1206&null&null&limit=3&offset=0', '?null&null&null&null&null'])(
    'getAccountPhoneNumbers: GET /v2/numbers%s',
    async (query) => {
      const answer = await call('GET', `/v2/numbers${query}`, { accept: 'application/json', ...SDK })
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.body).data[0].attributes.value).toBe(account.from.slice(1))
    },
  )

  test.each([
    ['listAvailableAreaCodes', '/areacodes?limit=3&null&null'],
    ['listAvailableExchangeCodes', '/exchanges?limit=3&null&null&areacode=907'],
    ['searchForPurchasableNumbers', '?starts_with=1907&null&null&limit=3&null&null&null'],
  ])('%s: GET /v2/numbers/available%s', async (_, path) => {
    const answer = await call('GET', `/v2/numbers/available${path}`, { accept: 'application/json', ...SDK })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body).data).toContainEqual(
      expect.objectContaining({
        id: expect.stringMatching(/907/),
        links: { related: expect.stringContaining('http') },
      }),
    )
  })

  test('createPurchaseAPhoneNumber, getPhoneNumberDetails and releasing: bodies that are empty on both sides', async () => {
    const [e164 = ''] = takeNumbers('longcode', 1)
    await putInStock([e164])
    const path = `/v2/numbers/${e164.slice(1)}`
    const headers = { accept: 'application/json', ...SDK }
    const bought = await call('POST', path, { ...headers, 'content-length': '0' })
    expect([bought.status, JSON.parse(bought.body).data.attributes.value]).toEqual([201, e164.slice(1)])
    const shown = await call('GET', path, headers)
    expect([shown.status, shown.body]).toEqual([200, bought.body])
    expect(JSON.parse(shown.body).included[0].attributes.alias).toBe('sip-reg')
    const released = await call('DELETE', path, headers)
    expect([released.status, released.body]).toEqual([204, ''])
  })

  test.each([
    [401, 'Basic d3Jvbmc6d3Jvbmc=', 'hello there', undefined],
    [403, undefined, 'hello there', '12125550199'],
    [422, undefined, '', undefined],
  ] as const)(
    '%i is an error that the SDK knows, with a body that it hands on whole',
    async (status, authorization, body, from) => {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        ...SDK,
        ...(authorization ? { authorization } : {}),
      }
      const answer = await call('POST', '/v2.1/messages', headers, sendBody({ body, ...(from ? { from } : {}) }))
      expect(answer.status).toBe(status)
      expect(JSON.parse(answer.body).errors[0].status).toBe(status)
    },
  )
})

describe('npm flowroute-sms', () => {
  const json = { accept: 'application/json', 'content-type': 'application/json' }
  const { accept } = json

  test('send, lookup and search of v2 each hand on `data`', async () => {
    const body = JSON.stringify({ to: '12065550107', from: account.from.slice(1), body: 'hi' })
    const sent = await call('POST', '/v2/messages', json, body)
    expect(sent.status).toBe(200)
    const { id } = JSON.parse(sent.body).data
    const found = await call('GET', `/v2/messages/${encodeURIComponent(id)}`, { accept })
    expect(JSON.parse(found.body).data).toMatchObject({ id, attributes: { body: 'hi' } })
    // An end that was not given arrives as an empty parameter.
    const empty = await call('GET', '/v2/messages?start_date=2026-01-01&end_date=&limit=1&offset=0', { accept })
    expect(JSON.parse(empty.body).data[0].id).toBe(id)
    const query = 'start_date=2026-01-01T00%3A00%3A00.000Z&end_date=2090-01-01T00%3A00%3A00.000Z&limit=250&offset=0'
    const listed = await call('GET', `/v2/messages?${query}`, { accept })
    expect(JSON.parse(listed.body).data[0].id).toBe(id)
  })
})
