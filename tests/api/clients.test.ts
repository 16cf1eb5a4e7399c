/** What other clients of the contract put on the wire (contract sections 0, 5, 10), each as its users run it. */
import { describe, expect, test } from 'vitest'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { type Answer, request } from './client.ts'

const post = (account: TestAccount, path: string, body: string, headers: Record<string, string> = {}) =>
  request(account, 'POST', path, body, headers)
const idOf = (answer: Answer): string => answer.json().data.id

describe('official SDKs', () => {
  test('Python v3 sends JSON:API as application/vnd.api+json and reads the raw body', async () => {
    const account = await makeAccount()
    const attributes = { to: '12065550107', from: account.from.slice(1), body: 'hello there' }
    const body = JSON.stringify({ data: { type: 'message', attributes } })
    const answer = await post(account, '/v2.1/messages', body, { 'content-type': 'application/vnd.api+json' })
    expect(answer.statusCode).toBe(202)
    expect(JSON.parse(answer.body).data.type).toBe('message')
  })

  test('PHP v3 says form and sends JSON', async () => {
    const account = await makeAccount()
    const body = JSON.stringify({ to: '12065550107', from: account.from.slice(1), body: 'hello there' })
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Flowroute SDK v3.0' }
    expect((await post(account, '/v2.1/messages', body, headers)).statusCode).toBe(202)
  })

  test('.NET says text/plain, sends JSON, and writes SMS_callback with a capital', async () => {
    const account = await makeAccount()
    const body = JSON.stringify({ data: { attributes: { callback_url: 'https://hooks.harbor.example/' } } })
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    expect((await request(account, 'PUT', '/v2.1/messages/SMS_callback', body, headers)).statusCode).toBe(204)
    const number = `/v2/numbers/${account.from.slice(1)}/relationships/dlr_callback`
    expect((await post(account, number, body, headers)).statusCode).toBe(204)
  })

  test('the v2 SDKs send `content` and read data.id, then data.attributes.body', async () => {
    const account = await makeAccount()
    const body = JSON.stringify({ to: '12065550107', from: account.from.slice(1), content: 'from v2' })
    const sent = await post(account, '/v2/messages', body, { 'content-type': 'application/json; charset=utf-8' })
    expect(sent.statusCode).toBe(200)
    const found = await request(account, 'GET', `/v2/messages/${idOf(sent)}`)
    expect(found.json().data).toMatchObject({ id: idOf(sent), attributes: { body: 'from v2' } })
  })
})

describe('third parties', () => {
  test('FreePBX smsconnector: flat JSON to v2.2, and any 2xx with data.id', async () => {
    const account = await makeAccount()
    const body = JSON.stringify({ to: '12065550107', from: account.from.slice(1), body: 'hi' })
    const answer = await post(account, '/v2.2/messages', body, { 'content-type': 'application/vnd.api+json' })
    expect([answer.statusCode, idOf(answer).slice(0, 5)]).toEqual([202, 'mdr2-'])
  })

  test('1stream is configured with a trailing slash and gets no redirect', async () => {
    const account = await makeAccount()
    const body = JSON.stringify({ to: '+12065550107', from: account.from, body: 'hi' })
    expect((await post(account, '/v2.2/messages/', body)).statusCode).toBe(202)
  })

  test('FredLackey’s and deftx’s clients demand exactly 202 on v2.1, and errors[0] otherwise', async () => {
    const account = await makeAccount()
    expect(account.accessKey).toMatch(/^\d{8}$/)
    const body = (to: string) => JSON.stringify({ to, from: account.from.slice(1), body: 'hi' })
    expect((await post(account, '/v2.1/messages', body('12065550107'))).statusCode).toBe(202)
    expect((await post(account, '/v2.1/messages', body('911'))).json().errors[0].status).toBe(422)
  })

  test('simple-sms posts a form to v2 and wants 200', async () => {
    const account = await makeAccount()
    const body = new URLSearchParams({ to: '12065550107', from: account.from.slice(1), body: 'Grüße & more' })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = await post(account, '/v2/messages', body.toString(), headers)
    expect(sent.statusCode).toBe(200)
    const found = await request(account, 'GET', `/v2/messages/${idOf(sent)}`)
    expect(found.json().data.attributes.body).toBe('Grüße & more')
  })

  test('curl -d without a header sends JSON as a form type, and -u a key', async () => {
    const account = await makeAccount()
    const body = `{"to":"12065550107","from":"${account.from.slice(1)}","body":"hello"}`
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'curl/8.5.0', accept: '*/*' }
    expect((await post(account, '/v2.1/messages', body, headers)).statusCode).toBe(202)
  })
})
