import { describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { REFUSAL_LIMITS } from '#domain/keys/gather-refusals.ts'
import { listRefused, readRefusedChoices } from '#domain/reports/list-refused.ts'
import { readRefusedFilter } from '#domain/reports/refused-rows.ts'
import { query } from '#lib/db.ts'
import { DAY_MS } from '#lib/time.ts'
import { basic, makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'
import { request, send } from './client.ts'

const within = { timeout: 5_000, interval: 50 }
const refusedOf = async ({ scope }: Pick<TestAccount, 'scope'>, given = {}) =>
  (await listRefused(scope, { filter: readRefusedFilter(given), before: null, limit: 200 })).rows
const waitFor = (account: TestAccount, count: number) =>
  expect.poll(async () => (await refusedOf(account)).length, within).toBe(count)

describe('a call with a valid key that is refused', () => {
  test('is listed with its reason, its ends and its caller, and nothing is charged', async () => {
    const account = await makeAccount({ nanos: 1n })
    const before = await books(account)
    const headers = { 'user-agent': 'reminders/3.2', 'idempotency-key': 'order-17' }
    const answer = await send(account, { body: 'hello there' }, headers)
    await waitFor(account, 1)
    expect(await refusedOf(account)).toMatchObject([
      {
        id: answer.headers['x-request-id'],
        keyName: 'Reminders',
        method: 'POST',
        path: '/v2.1/messages',
        status: 402,
        code: 'insufficient_funds',
        from: account.from,
        to: '+12065550107',
        agent: 'reminders/3.2',
        idempotencyKey: 'order-17',
        moreLikeIt: '0',
      },
    ])
    expect(answer.json().errors[0].id).toBe(answer.headers['x-request-id'])
    expect(await books(account)).toEqual(before)
  })

  test('tells all fields that were wrong, and survives bodies that no text holds', async () => {
    const account = await makeAccount()
    await send(account, { to: '911', body: '' })
    await request(account, 'POST', '/v2.2/messages', Buffer.from([0x7b, 0x00, 0xff]))
    await waitFor(account, 2)
    const sentences = (await refusedOf(account)).map(({ code, sentence }) => [code, sentence])
    expect(sentences).toContainEqual(['invalid', expect.stringMatching(/to: .*body: This field is required\./)])
    expect(sentences).toContainEqual(['malformed', expect.any(String)])
  })

  test('can be found by code and key, and only those that there are can be chosen', async () => {
    const account = await makeAccount()
    const key = await createKey(account.scope, { name: 'Reader', scopes: ['messages.read'] })
    const reader = { authorization: basic(key.accessKey, key.secret) }
    await request(reader, 'POST', '/v2.2/messages', { from: account.from, to: '12065550107', body: 'hi' })
    await send(account, { to: '911' })
    await waitFor(account, 2)
    expect(await readRefusedChoices(account.scope)).toMatchObject({
      codes: ['invalid', 'scope_missing'],
      keys: [{ name: 'Reader' }, { name: 'Reminders' }],
    })
    expect(await refusedOf(account, { code: 'invalid' })).toMatchObject([{ keyName: 'Reminders' }])
    expect(await refusedOf(account, { key: key.id })).toMatchObject([{ code: 'scope_missing' }])
    expect(await refusedOf(account, { key: key.id, code: 'invalid' })).toEqual([])
  })
})

test('a flood is listed at its beginning and counted after it, and hides no other reason', async () => {
  const account = await makeAccount()
  const FLOOD = 400
  await Promise.all(Array.from({ length: FLOOD }, () => send(account, { to: '911' })))
  await request(account, 'GET', '/v2.2/messages/mdr2-nothing')
  const total = async () => {
    const rows = await refusedOf(account)
    return rows.reduce((sum, row) => sum + 1 + Number(row.moreLikeIt), 0)
  }
  await expect.poll(total, within).toBe(FLOOD + 1)
  const rows = await refusedOf(account)
  // A minute may end in between.
  expect(rows.length).toBeLessThanOrEqual(2 * (REFUSAL_LIMITS.listed + 2))
  expect(rows.map(({ code }) => code)).toContain('not_found')
})

test('a stranger with a wrong secret writes into nobody’s list, and another account sees nothing', async () => {
  const [owner, other] = [await makeAccount(), await makeAccount()]
  await request({ authorization: basic(owner.accessKey, other.secret) }, 'GET', '/v2/numbers')
  await send(owner, { to: '911' })
  await waitFor(owner, 1)
  expect(await refusedOf(other)).toEqual([])
})

test('a role that does not see what messages say sees no body', async () => {
  const account = await makeAccount()
  await send(account, { to: '911', body: 'the secret is under the mat' })
  await waitFor(account, 1)
  const support = await addMember(account, 'support')
  expect(JSON.stringify(await refusedOf(account))).toContain('under the mat')
  expect(JSON.stringify(await refusedOf(support))).not.toContain('under the mat')
})

test('of what is not a message no body is kept: a port order brings a PIN', async () => {
  const account = await makeAccount()
  await request(account, 'POST', '/v2/portorders', { pin: 'a-pin-9931', numbers: ['911'] })
  await waitFor(account, 1)
  expect(await refusedOf(account)).toMatchObject([{ path: '/v2/portorders', body: '', bodyBytes: expect.any(Number) }])
  expect(JSON.stringify(await ask('select * from refused_requests'))).not.toContain('a-pin-9931')
})

test('refused calls go after 30 days', async () => {
  const account = await makeAccount()
  await send(account, { to: '911' })
  await waitFor(account, 1)
  const sweep = (days: number) =>
    query('select sweep_refused_requests($1, 100)', [new Date(Date.now() + days * DAY_MS)])
  await sweep(29)
  expect(await ask('select 1 from refused_requests where account_id = $1', [account.scope.accountId])).toHaveLength(1)
  await sweep(31)
  expect(await refusedOf(account)).toEqual([])
})
