/** Who waits for events gets what its key may see by now, and takes nobody else’s place. */
import { afterAll, expect, test } from 'vitest'
import { changeKey } from '#domain/keys/change-key.ts'
import { revokeKey } from '#domain/keys/revoke-key.ts'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { MOST_WAITS } from '#domain/webhooks/await-events.ts'
import { writeCursor } from '#domain/webhooks/event-cursor.ts'
import { NO_ID } from '#lib/ids.ts'
import { stopNudges } from '#lib/nudges.ts'
import { createApi } from '#server/api/app.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { request } from './client.ts'
import { getEvents as get, PATH, tell, textsOf } from './event-reader.ts'
import { makeKey, within } from './key-caller.ts'

afterAll(stopNudges)

test('a key that is revoked or narrowed while it waits gets no event from a second later on', async () => {
  const account = await makeAccount({ longcodes: 2 })
  const [revoked, narrowed] = [await makeKey(account), await makeKey(account)]
  const wait = `${PATH}?after=now&wait=4`
  const waiting = [request(revoked, 'GET', wait), request(narrowed, 'GET', wait)] as const
  await expect.poll(() => get(account), within()).toMatchObject({ data: [] })
  await revokeKey(account.scope, { id: revoked.id, typedName: 'Tried' })
  await changeKey(account.scope, { id: narrowed.id, name: 'Tried', numbers: [account.numbers[1] ?? ''] })
  const [refused] = await Promise.all([
    waiting[0],
    new Promise((resolve) => setTimeout(resolve, 1_000)).then(() => tell(account, 'not for them')),
  ])
  await relayOutbox()
  expect(refused.statusCode).toBe(401)
  const answer = await waiting[1]
  expect([answer.statusCode, answer.json().data]).toEqual([200, []])
}, 20_000)

test('test keys that wait, as many as may, leave the live ones their places', async () => {
  const account = await makeAccount()
  const test = await withTestKey(account)
  const app = createApi()
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `${app.listeningOrigin}${PATH}?after=now&wait=30`
  const leave = new AbortController()
  let refused = 0
  const asks = Array.from({ length: MOST_WAITS + 3 }, () =>
    fetch(url, { headers: { authorization: test.authorization }, signal: leave.signal }).then(
      (answer) => {
        refused += answer.status === 429 ? 1 : 0
      },
      () => null,
    ),
  )
  await expect.poll(() => refused, within(8_000)).toBe(3)
  expect((await request(account, 'GET', `${PATH}?after=now&wait=1`)).statusCode).toBe(200)
  leave.abort()
  await Promise.all(asks)
  await app.close()
}, 20_000)

test('a cursor from before all that is kept reads from the oldest event on', async () => {
  const account = await makeAccount()
  await tell(account, 'one', 'two')
  expect(textsOf(await get(account, `?after=${writeCursor({ xid: '1', id: NO_ID })}`))).toEqual(['one', 'two'])
})

test('a wait among very many events of other kinds ends soon, and says where to go on', async () => {
  const account = await makeAccount()
  await tell(account, 'one')
  await ask(
    `insert into deliveries (account_id, id, kind, url, origin, number, peer, body, status, held_why, created_at)
     select account_id, (left(id::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, kind, url, origin, number, peer, body, status, held_why, created_at
     from deliveries, generate_series(1, 9000) n where account_id = $1`,
    [account.scope.accountId],
  )
  const first = await get(account, '?kind=optout.removed&wait=30')
  expect([first.data, first.meta.has_more]).toEqual([[], true])
  const second = await get(account, `?kind=optout.removed&wait=1&after=${first.meta.cursor}`)
  expect([second.data, second.meta.has_more]).toEqual([[], false])
}, 20_000)
