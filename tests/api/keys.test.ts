import { describe, expect, test } from 'vitest'
import { ALL_KEY_SCOPES, type KeyScope } from '#domain/access/key-scopes.ts'
import { changeKey } from '#domain/keys/change-key.ts'
import { endGrace } from '#domain/keys/end-grace.ts'
import { scopesOfEndpoint } from '#domain/keys/endpoint-needs.ts'
import { revokeKey } from '#domain/keys/revoke-key.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { toMessageRef } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { METHODS, OPERATIONS } from '#tests/strangers/operations.ts'
import { basic, makeAccount } from '#tests/support/account.ts'
import { accept, bring, inbound } from '#tests/support/road.ts'
import { expectError } from './client.ts'
import { type Caller, call, makeKey, message, status, within } from './key-caller.ts'

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
        if (needed?.includes(only)) expect([200, 201, 202, 204, 404, 409, 422], title).toContain(answer.statusCode)
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
    // From an address of its own: while it asks and asks, its failures fill a bucket.
    const send = (caller: Caller) =>
      status(call(caller, 'POST', '/v2.1/messages', message(account.from), '203.0.113.40'))
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
    const list = (caller: Caller) => status(call(caller, 'GET', '/v2/numbers', undefined, '203.0.113.41'))
    const both = async () => [await list(old), await list(fresh)]
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
