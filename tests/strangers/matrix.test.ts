/** Nobody where they don't belong: every operation of the API, asked by everybody who may not. */
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ALL_KEY_SCOPES, KEY_SCOPES, opens } from '#domain/access/key-scopes.ts'
import { createKey } from '#domain/keys/create-key.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { toMessageRef } from '#lib/ids.ts'
import { createApi } from '#server/api/app.ts'
import { basic, makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { accept, bring, inbound } from '#tests/support/road.ts'
import { METHODS, type Method, OPERATIONS, type Row } from './operations.ts'

const app = createApi()
let owner: TestAccount
let stranger: TestAccount
let ref = ''
const imposters: Record<string, string | undefined> = {}
/** For each scope, a key that has every scope but those that would do. */
const narrow: Record<string, string> = {}

beforeAll(async () => {
  ;[owner, stranger] = [await makeAccount({ dollars: '1' }), await makeAccount({ dollars: '1' })]
  ref = toMessageRef(await accept(owner))
  await bring(inbound(owner))
  const revoked = await createKey(owner.scope, { name: 'revoked' })
  const expired = await createKey(owner.scope, { name: 'expired' })
  await ask("update api_keys set revoked_at = now() - interval '1 second' where id = $1", [revoked.id])
  await ask("update api_keys set expires_at = now() - interval '1 second' where id = $1", [expired.id])
  Object.assign(imposters, {
    'no credentials': undefined,
    'a wrong secret': basic(owner.accessKey, stranger.secret),
    'a key of nobody': basic('99999999', owner.secret),
    'a revoked key': basic(revoked.accessKey, revoked.secret),
    'an expired key': basic(expired.accessKey, expired.secret),
  })
  for (const scope of ALL_KEY_SCOPES) {
    const key = await createKey(owner.scope, { name: `all but ${scope}` })
    const rest = ALL_KEY_SCOPES.filter((one) => !KEY_SCOPES[scope].opens.some((permission) => opens(one, permission)))
    await ask('update api_keys set scopes = $2 where id = $1', [key.id, rest])
    narrow[scope] = basic(key.accessKey, key.secret)
  }
  // A good key is one that may do everything, on its own account.
  await ask('update api_keys set scopes = $2 where id = $1', [stranger.keyId, ALL_KEY_SCOPES])
  await app.ready()
})

/** `/v2/messages` and the methods it answers, read from Fastify's own tree of routes. */
function routes(): { url: string; methods: Method[] }[] {
  const path: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', segment = '', methods = ''] = /^((?:[│ ] {3})*)[├└]── (\S+) \((.+)\)$/.exec(line) ?? []
      if (segment === '') return []
      path.splice(indent.length / 4, path.length, segment)
      return [{ url: path.join(''), methods: methods.split(', ') as Method[] }]
    })
}

let asked = 0
/** Each time from another address: what is tested here is the refusal, not the limit of refusals (tests/api/keys.test.ts). */
function elsewhere(): string {
  asked += 1
  return `2001:db8:${asked.toString(16)}::1`
}

function request(authorization: string | undefined, method: Method, row: Pick<Row, 'ask'>) {
  const { url, body } = row.ask(owner, ref)
  const headers = authorization === undefined ? {} : { authorization }
  return app.inject({
    method,
    url,
    headers,
    remoteAddress: elsewhere(),
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
}

/** What is asked of a method that a route refuses: its own address, with the owner's things in it. */
function anyRow(rows: Partial<Record<Method, Row>>): Row {
  const [row] = Object.values(rows)
  if (!row) throw new Error('a row of the matrix has no operation')
  return row
}

test('every route of the API has its row, and every row its route', () => {
  const found = routes().map((route) => route.url)
  expect(found.length).toBeGreaterThan(20)
  expect(found.toSorted()).toEqual(Object.keys(OPERATIONS).toSorted())
})

const tenantRows = Object.entries(OPERATIONS).flatMap(([url, rows]) =>
  rows === 'public' ? [] : [[url, rows] as const],
)

describe.each(tenantRows)('%s', (url, rows) => {
  test('nobody without a living key and its own secret gets in, by any method', async () => {
    for (const [who, authorization] of Object.entries(imposters)) {
      for (const method of METHODS) {
        const answer = await request(authorization, method, rows[method] ?? anyRow(rows))
        expect(answer.statusCode, `${who}: ${method} ${url}`).toBe(401)
        if (method !== 'HEAD') expect(answer.json().errors[0].detail).toBe('Authentication failed.')
      }
    }
  })

  test('a key of the account itself that is too narrow is told which scope it needs, and does nothing', async () => {
    for (const [method, row] of Object.entries(rows) as [Method, Row][]) {
      const answer = await request(narrow[row.needs], method, row)
      expect(answer.statusCode, `${method} ${url}`).toBe(403)
      if (method !== 'HEAD') expect(answer.json().errors[0]).toMatchObject({ code: 'scope_missing' })
      if (method !== 'HEAD') expect(answer.json().errors[0].detail).toContain(row.needs)
    }
  })

  test('a stranger with a good key sees and changes nothing of the owner’s', async () => {
    for (const [method, row] of Object.entries(rows) as [Method, Row][]) {
      const answer = await request(stranger.authorization, method, row)
      if (row.answer === 'own account only') expect(answer.statusCode).toBe(204)
      else if ('status' in row.answer) expect(answer.statusCode, `${method} ${url}`).toBe(row.answer.status)
      else if (method !== 'HEAD') expect(answer.json()[row.answer.empty], `${method} ${url}`).toEqual([])
      // A refusal may repeat what the stranger wrote, and nothing that only the owner knows.
      expect(answer.body).not.toContain('hello there')
    }
  })

  test('a method without a row is a method the route does not do', async () => {
    const answered = routes().find((route) => route.url === url)?.methods ?? []
    for (const method of answered.filter((one) => rows[one] === undefined)) {
      const answer = await request(owner.authorization, method, anyRow(rows))
      expect(answer.statusCode, `${method} ${url}`).toBe(405)
    }
  })
})

test('after all of this the owner’s account is as it was', async () => {
  expect(await countMessages(owner)).toBe(2)
  expect((await books(owner)).balance).toEqual({ available: 996_000_000n, held: 4_000_000n })
  expect(await readRequestUrls(owner.scope)).toEqual([])
  expect(await countMessages(stranger)).toBe(0)
})

test('an unknown, a stranger’s and a malformed message are the same 404', async () => {
  const bodies = await Promise.all(
    [ref, 'mdr2-00000000000070008000000000000000', 'nonsense'].map(async (one) => {
      const answer = await request(stranger.authorization, 'GET', { ask: () => ({ url: `/v2.1/messages/${one}` }) })
      const { id: _, ...error } = answer.json().errors[0]
      return error
    }),
  )
  expect(bodies[1]).toEqual(bodies[0])
  expect(bodies[2]).toEqual(bodies[0])
})

test('a key that is revoked while it is in use stops within a second', async () => {
  const key = await createKey(owner.scope, { name: 'soon revoked' })
  const row = { ask: () => ({ url: '/v2/numbers' }) }
  const use = async () => (await request(basic(key.accessKey, key.secret), 'GET', row)).statusCode
  expect(await use()).toBe(200)
  await ask('update api_keys set revoked_at = now() where id = $1', [key.id])
  const revokedAt = performance.now()
  await vi.waitFor(async () => expect(await use()).toBe(401), { timeout: 3_000, interval: 20 })
  expect(performance.now() - revokedAt).toBeLessThan(1_500)
})
