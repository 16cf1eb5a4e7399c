/** Where a name leads, asked of name servers that answer by halves. */
import { afterAll, expect, test, vi } from 'vitest'
import { resolveName } from '#lib/guarded-names.ts'

// Before any import: `lib/env.ts` reads it once.
const nameServer = await vi.hoisted(async () => {
  const { startNameServer } = await import('#tests/support/name-server.ts')
  const started = await startNameServer()
  vi.stubEnv('ALLOW_PRIVATE_WEBHOOKS', 'false')
  vi.stubEnv('WEBHOOK_DNS', started.address)
  return started
})
afterAll(() => nameServer.close())

const V4 = '93.184.216.34'
const V6 = '2606:2800:220:1::1'

async function timed(name: string) {
  const began = performance.now()
  const found = await resolveName(name)
  return { found: found.map(({ address }) => address), ms: performance.now() - began }
}

test.each([
  ['AAAA', 6, V4],
  ['A', 4, V6],
] as const)(
  'a name server that never answers for %s keeps an event waiting for less than a second',
  async (_, family, left) => {
    const name = `half-${family}.example.com`
    nameServer.names.set(name, [[V4, V6]])
    nameServer.silentFor.set(name, family)
    const { found, ms } = await timed(name)
    expect(found).toEqual([left])
    expect(ms).toBeLessThan(1_000)
  },
)

test('a name with both kinds of addresses has both, v4 first, and waits for nothing', async () => {
  nameServer.names.set('both.example.com', [[V6, V4]])
  const { found, ms } = await timed('both.example.com')
  expect(found).toEqual([V4, V6])
  expect(ms).toBeLessThan(250)
})

test('a name with v6 alone is found though v4 says that there is none', async () => {
  nameServer.names.set('six.example.com', [[V6]])
  expect((await timed('six.example.com')).found).toEqual([V6])
})
