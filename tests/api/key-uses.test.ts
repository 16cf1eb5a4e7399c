/** What is remembered of a key’s use: its log, its counts, and the cockpit of its rotation. */
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { RawKeySettings } from '#domain/keys/key-input.ts'
import { listKeyRequests } from '#domain/keys/list-key-requests.ts'
import { previewNarrowing } from '#domain/keys/preview-narrowing.ts'
import { readKey } from '#domain/keys/read-key.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { basic, makeAccount } from '#tests/support/account.ts'
import { countMessages } from '#tests/support/books.ts'
import { call, makeKey, message, status, within } from './key-caller.ts'

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
