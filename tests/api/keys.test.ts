/** What a key may do through the API, from where, until when; and what is remembered of its use. */
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { ALL_KEY_SCOPES, type KeyScope } from '#domain/access/key-scopes.ts'
import { changeKey } from '#domain/keys/change-key.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { endGrace } from '#domain/keys/end-grace.ts'
import { scopesOfEndpoint } from '#domain/keys/endpoint-needs.ts'
import type { RawKeySettings } from '#domain/keys/key-input.ts'
import { listKeyRequests } from '#domain/keys/list-key-requests.ts'
import { previewNarrowing } from '#domain/keys/preview-narrowing.ts'
import { readKey } from '#domain/keys/read-key.ts'
import { revokeKey } from '#domain/keys/revoke-key.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { toMessageRef } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { METHODS, OPERATIONS } from '#tests/strangers/operations.ts'
import { basic, makeAccount, type TestAccount } from '#tests/support/account.ts'
import { countMessages } from '#tests/support/books.ts'
import { accept, bring, inbound } from '#tests/support/road.ts'
import { api, expectError } from './client.ts'

type Caller = { authorization: string; id: string; secret: string }
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

async function makeKey({ scope }: TestAccount, settings: Partial<RawKeySettings> = {}): Promise<Caller> {
  const key = await createKey(scope, { name: 'Tried', ...settings })
  return { id: key.id, secret: key.secret, authorization: basic(key.accessKey, key.secret) }
}

function call(caller: Caller, method: Method, url: string, body?: unknown, from = '127.0.0.1', agent = 'client/1') {
  return api.inject({
    method,
    url,
    remoteAddress: from,
    headers: { authorization: caller.authorization, 'user-agent': agent },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

const message = (from: string) => ({ from: from.slice(1), to: '12065550107', body: 'hello there' })
const status = async (answer: Promise<{ statusCode: number }>) => (await answer).statusCode
const within = (ms = 2_000) => ({ timeout: ms, interval: 20 })

describe('scopes', () => {
  const operations = Object.entries(OPERATIONS).flatMap(([url, rows]) =>
    rows === 'public'
      ? []
      : METHODS.flatMap((method) => {
          const row = rows[method]
          return row ? [{ url, method, row }] : []
        }),
  )

  test('each operation opens to the scopes it is for, and says to the others which they are', async () => {
    const account = await makeAccount()
    for (const only of ALL_KEY_SCOPES) {
      const caller = await makeKey(account, { scopes: [only] })
      for (const { url, method, row } of operations) {
        const title = `${method} ${url} with ${only}`
        const { url: path, body } = row.ask(account, 'mdr2-00000000000070008000000000000000')
        const answer = await call(caller, method, path, body)
        const needed = scopesOfEndpoint(`${method} ${url}`)
        expect(needed, title).not.toBeNull()
        // Let in: what is then said is about the thing.
        if (needed?.includes(only)) expect([200, 202, 204, 404, 409, 422], title).toContain(answer.statusCode)
        else {
          expect(answer.statusCode, title).toBe(403)
          if (method !== 'HEAD') expect(expectError(answer, 403).detail, title).toContain(needed?.join(' or '))
        }
      }
    }
  })

  test('a scope that is taken away or given holds within a second', async () => {
    const account = await makeAccount()
    const caller = await makeKey(account, { scopes: ['messages.send'] })
    const list = () => status(call(caller, 'GET', '/v2/numbers'))
    expect(await list()).toBe(403)
    const change = (scopes: KeyScope[]) => changeKey(account.scope, { id: caller.id, name: 'Tried', scopes })
    await change(['numbers.read'])
    await expect.poll(list, within(1_000)).toBe(200)
    await change(['messages.send'])
    await expect.poll(list, within(1_000)).toBe(403)
  })
})

describe('numbers', () => {
  test('a key that is limited to some sends from them, sees their messages, and no others', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const [mine = '', other = ''] = account.numbers
    const caller = await makeKey(account, { numbers: [mine] })
    expect(await status(call(caller, 'POST', '/v2.1/messages', message(mine)))).toBe(202)
    const refused = await call(caller, 'POST', '/v2.1/messages', message(other))
    expect(expectError(refused, 403)).toMatchObject({ code: 'key_number_not_allowed' })
    expect(expectError(refused, 403).detail).toContain(other)

    const theirs = toMessageRef(await accept(account, { from: other }))
    const own = toMessageRef(await accept(account, { from: mine }))
    await bring(inbound({ ...account, from: other }), inbound({ ...account, from: mine }))
    expect(await status(call(caller, 'GET', `/v2.1/messages/${own}`))).toBe(200)
    expect(await status(call(caller, 'GET', `/v2.1/messages/${theirs}`))).toBe(404)
    const listed = (await call(caller, 'GET', '/v2.1/messages?start_date=2020-01-01')).json().data
    expect(listed).toHaveLength(3)
    expect(JSON.stringify(listed)).not.toContain(other.slice(1))

    const numbers = (await call(caller, 'GET', '/v2/numbers')).json().data
    expect(numbers.map((one: { id: string }) => one.id)).toEqual([mine.slice(1)])
    const url = { callback_url: 'https://hooks.harbor.example/' }
    const set = (number: string) =>
      status(call(caller, 'POST', `/v2/numbers/${number.slice(1)}/relationships/sms_callback`, url))
    expect([await set(mine), await set(other)]).toEqual([204, 404])
    const whole = await call(caller, 'PUT', '/v2.1/messages/sms_callback', url)
    expect(expectError(whole, 403)).toMatchObject({ code: 'key_number_not_allowed' })
  })
})

describe('addresses', () => {
  test('a key works from its IPv4 and IPv6 ranges and says where from it was refused', async () => {
    const account = await makeAccount()
    const caller = await makeKey(account, { addresses: ['203.0.113.0/28', '2001:db8:7::/48'] })
    const from = (address: string) => call(caller, 'GET', '/v2/numbers', undefined, address)
    for (const address of ['203.0.113.7', '::ffff:203.0.113.15', '2001:db8:7:ffff::1'])
      expect(await status(from(address)), address).toBe(200)
    for (const address of ['203.0.113.16', '127.0.0.1', '2001:db8:8::1', '::1']) {
      const error = expectError(await from(address), 403)
      expect(error.code).toBe('address_not_allowed')
      expect(error.detail).toContain(address)
    }
    const wrong = { ...caller, authorization: basic(account.accessKey, caller.secret) }
    expect(await status(call(wrong, 'GET', '/v2/numbers', undefined, '198.51.100.1'))).toBe(401)
  })
})

describe('the life of a secret', () => {
  test('a key that has expired is refused, and works again within a second of its revival', async () => {
    const account = await makeAccount()
    const caller = await makeKey(account, { expiresAt: new Date(now().getTime() + 300) })
    const use = () => status(call(caller, 'GET', '/v2/numbers'))
    expect(await use()).toBe(200)
    await expect.poll(use, within(1_000)).toBe(401)
    await changeKey(account.scope, { id: caller.id, name: 'Tried', expiresAt: null })
    await expect.poll(use, within(1_000)).toBe(200)
  })

  test('during a grace both secrets send; a second after its end the old one is refused', async () => {
    const account = await makeAccount()
    const old = await makeKey(account)
    const send = (caller: Caller) => status(call(caller, 'POST', '/v2.1/messages', message(account.from)))
    expect(await send(old)).toBe(202)
    const { accessKey, secret } = await rotateKey(account.scope, { id: old.id, oldDiesAt: '1h' })
    const fresh = { ...old, authorization: basic(accessKey, secret) }
    // The process may have looked at the key a moment ago.
    await expect.poll(() => send(fresh), within(1_000)).toBe(202)
    expect(await send(old)).toBe(202)
    await endGrace(account.scope, { id: old.id })
    await expect.poll(() => send(old), within(1_000)).toBe(401)
    expect(await send(fresh)).toBe(202)
  })

  test('a revoked key is refused within a second, with either secret', async () => {
    const account = await makeAccount()
    const old = await makeKey(account)
    const { accessKey, secret } = await rotateKey(account.scope, { id: old.id, oldDiesAt: '1h' })
    const fresh = { ...old, authorization: basic(accessKey, secret) }
    const both = async () => [
      await status(call(old, 'GET', '/v2/numbers')),
      await status(call(fresh, 'GET', '/v2/numbers')),
    ]
    expect(await both()).toEqual([200, 200])
    await revokeKey(account.scope, { id: old.id, typedName: 'Tried' })
    await expect.poll(both, within(1_000)).toEqual([401, 401])
  })
})

describe('many failures from one address', () => {
  test('are slowed down with a Retry-After, while the right secret from there always gets through', async () => {
    const account = await makeAccount()
    const right = await makeKey(account)
    const wrong = { ...right, authorization: basic(account.accessKey, right.secret) }
    const from = '2001:db8:bad::1'
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => call(wrong, 'GET', '/v2/numbers', undefined, from)),
    )
    expect(answers.filter((one) => one.statusCode === 401)).toHaveLength(60)
    const slowed = answers.filter((one) => one.statusCode === 429)
    expect(slowed).toHaveLength(10)
    expect(slowed[0]?.headers['retry-after']).toBe('1')
    expect(slowed[0]?.json().errors[0].code).toBe('slow_down')
    const garbage = { ...right, authorization: 'Basic nonsense' }
    expect(await status(call(garbage, 'GET', '/v2/numbers', undefined, '2001:db8:bad:0:7::9'))).toBe(429)

    const fresh = await makeKey(account)
    expect(await status(call(right, 'GET', '/v2/numbers', undefined, from))).toBe(200)
    expect(await status(call(fresh, 'GET', '/v2/numbers', undefined, from))).toBe(200)
    expect(await status(call(wrong, 'GET', '/v2/numbers', undefined, '2001:db8:600d::1'))).toBe(401)
  })
})

describe('what is remembered of a key’s use', () => {
  test('when, from where, by whom and for what, within a second; refused calls with their code', async () => {
    const account = await makeAccount()
    const caller = await makeKey(account, { scopes: ['messages.send'], addresses: ['203.0.113.7'] })
    const from = '203.0.113.7'
    await call(caller, 'POST', '/v2.1/messages?trace=secret-of-theirs', message(account.from), from, 'reminders/3.2')
    await call(caller, 'GET', '/v2/numbers', undefined, from, 'reminders/3.2')
    // Times are kept to the millisecond: the last one must have one of its own.
    await setTimeout(5)
    await call(caller, 'GET', '/v2/numbers', undefined, '198.51.100.9', 'curl/8')
    const read = () => listKeyRequests(account.scope, { id: caller.id, limit: 10 })
    await expect.poll(async () => (await read()).requests.length, within(1_500)).toBe(3)
    const { requests, olderThan } = await read()
    expect(olderThan).toBeNull()
    expect(requests).toMatchObject([
      { method: 'GET', path: '/v2/numbers', status: 403, code: 'address_not_allowed', address: '198.51.100.9' },
      { method: 'GET', path: '/v2/numbers', status: 403, code: 'scope_missing', agent: 'reminders/3.2' },
      { method: 'POST', path: '/v2.1/messages', status: 202, code: '', generation: 1, address: from },
    ])
    expect(JSON.stringify(requests)).not.toContain('secret-of-theirs')
    const first = await listKeyRequests(account.scope, { id: caller.id, limit: 2 })
    const rest = await listKeyRequests(account.scope, { id: caller.id, limit: 2, olderThan: first.olderThan ?? '' })
    expect([...first.requests, ...rest.requests]).toEqual(requests)
    expect((await readKey(account.scope, caller.id)).lastUse).toMatchObject({
      address: '198.51.100.9',
      agent: 'curl/8',
      endpoint: 'GET /v2/numbers',
    })
  })

  test('somebody who tries wrong secrets does not use the key, and is in its log', async () => {
    const account = await makeAccount()
    const caller = await makeKey(account)
    const { accessKey } = await readKey(account.scope, caller.id)
    const thief = { ...caller, authorization: basic(accessKey, account.secret) }
    expect(await status(call(thief, 'GET', '/v2/numbers', undefined, '198.51.100.66'))).toBe(401)
    const read = async () => (await listKeyRequests(account.scope, { id: caller.id, limit: 10 })).requests
    await expect.poll(read, within(1_500)).toMatchObject([{ generation: 0, status: 401, code: 'bad_credentials' }])
    expect((await readKey(account.scope, caller.id)).lastUse).toBeNull()
  })

  test('every call is counted, also where many are not listed', async () => {
    const account = await makeAccount()
    const caller = await makeKey(account)
    await Promise.all(Array.from({ length: 300 }, () => call(caller, 'GET', '/v2/numbers')))
    const counted = async () =>
      (await previewNarrowing(account.scope, { id: caller.id, name: 'Tried', scopes: ['billing.read'] })).calls
    await expect.poll(counted, within(1_500)).toBe(300)
    const { requests } = await listKeyRequests(account.scope, { id: caller.id, limit: 200 })
    expect(requests.length).toBeLessThan(200)
  })

  test('the cockpit of a rotation shows who is still on the old secret, and who has switched', async () => {
    const account = await makeAccount()
    const old = await makeKey(account)
    await call(old, 'GET', '/v2/numbers', undefined, '203.0.113.1', 'before/1')
    await expect.poll(async () => (await readKey(account.scope, old.id)).lastUse?.agent, within(1_500)).toBe('before/1')
    const { accessKey, secret } = await rotateKey(account.scope, { id: old.id, oldDiesAt: '1h' })
    const fresh = { ...old, authorization: basic(accessKey, secret) }
    await call(old, 'POST', '/v2.1/messages', message(account.from), '203.0.113.7', 'stays/1')
    await call(old, 'GET', '/v2/numbers', undefined, '203.0.113.8', 'switches/1')
    await expect
      .poll(() => status(call(fresh, 'GET', '/v2/numbers', undefined, '203.0.113.8', 'switches/1')), within(1_000))
      .toBe(200)
    const cockpit = async () => (await readKey(account.scope, old.id)).cockpit
    const calls = async () => (await cockpit())?.minutes.reduce((sum, one) => sum + one.fresh, 0)
    await expect.poll(calls, within(1_500)).toBeGreaterThan(0)
    const seen = await cockpit()
    expect(seen).toMatchObject({ running: true, done: false })
    const callers = seen?.callers.map(({ agent, endpoint, freshAt }) => ({
      agent,
      endpoint,
      switched: freshAt !== null,
    }))
    expect(callers).toHaveLength(2)
    expect(callers).toEqual(
      expect.arrayContaining([
        { agent: 'stays/1', endpoint: 'POST /v2.1/messages', switched: false },
        { agent: 'switches/1', endpoint: 'GET /v2/numbers', switched: true },
      ]),
    )
    expect(await countMessages(account)).toBe(1)
  })

  test('before a key is narrowed it is told which of the last calls it would have been refused', async () => {
    const account = await makeAccount({ longcodes: 2 })
    const [mine = '', other = ''] = account.numbers
    const caller = await makeKey(account)
    await call(caller, 'POST', '/v2.1/messages', message(mine), '203.0.113.7')
    await call(caller, 'POST', '/v2.1/messages', message(other), '203.0.113.7')
    await call(caller, 'POST', '/v2.1/messages', message(other), '203.0.113.7')
    await call(caller, 'GET', '/v2/numbers', undefined, '198.51.100.9')
    await call(caller, 'GET', '/v2.1/messages/nonsense', undefined, '198.51.100.9')
    const preview = (settings: Partial<RawKeySettings>) =>
      previewNarrowing(account.scope, { id: caller.id, name: 'Tried', ...settings })
    await expect.poll(async () => (await preview({})).kept, within(1_500)).toBe(4)
    expect(await preview({})).toMatchObject({ calls: 0, refused: [] })
    expect(await preview({ scopes: ['messages.send'] })).toMatchObject({
      calls: 1,
      kept: 3,
      refused: [{ endpoint: 'GET /v2/numbers', why: 'scope', what: 'numbers.read or numbers.manage' }],
    })
    expect(await preview({ numbers: [mine] })).toMatchObject({ refused: [{ why: 'number', what: other, calls: 2 }] })
    expect(await preview({ addresses: ['203.0.113.0/24'] })).toMatchObject({
      refused: [{ why: 'address', what: '198.51.100.9', calls: 1 }],
    })
  })
})
