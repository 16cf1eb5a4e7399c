/** With the switch off, as in production, no web hook reaches an address inside, whatever its name says. */
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'

const names = vi.hoisted(() => new Map<string, string[]>())

// Only the names of these tests are answered here; everything else asks the machine.
vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>()
  type Answer = (fault: Error | null, found: { address: string; family: number }[]) => void
  const lookup = (name: string, options: object, callback: Answer) => {
    const known = names.get(name)
    if (known)
      callback(
        null,
        known.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    else dns.lookup(name, { ...options, all: true }, callback)
  }
  return { ...dns, default: { ...dns, lookup }, lookup }
})

// `lib/env.ts` reads it once, at the first import.
vi.stubEnv('ALLOW_PRIVATE_WEBHOOKS', 'false')
const { guardedPost, closeFetch } = await import('#lib/guarded-fetch.ts')
const { measuredPost } = await import('#lib/measured-post.ts')
afterAll(() => closeFetch())

let receiver: Receiver
let port: string
beforeEach(async () => {
  receiver = await startReceiver()
  port = new URL(receiver.url).port
  onTestFinished(() => receiver.close())
})

const INPUT = { headers: {}, body: '{}', timeoutMs: 2_000 }

/** A real web hook and a test delivery alike. */
async function expectRefused(url: string, sentence = ''): Promise<void> {
  await expect(guardedPost(url, INPUT)).rejects.toThrow(sentence)
  const { fault, address } = await measuredPost(url, INPUT)
  expect(fault).toMatchObject({ step: 'dns', message: expect.stringContaining(sentence) })
  expect(address).toBeNull()
}

test.each([
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '[fe80::1]',
  '[fd00::1]',
])('http://%s is refused before a connection is made', async (host) => {
  await expectRefused(`http://${host}:${port}/`, 'leads inside')
  expect(receiver.posts).toHaveLength(0)
})

test('a name of this machine is refused', async () => {
  await expectRefused(`http://localhost:${port}/`, 'leads inside')
  expect(receiver.posts).toHaveLength(0)
})

test.each([
  [['127.0.0.1']],
  [['::1']],
  [['::ffff:10.0.0.1']],
  [['169.254.169.254']],
  // One good address does not excuse the other: which of them is called is not ours to choose.
  [['192.0.32.8', '127.0.0.1']],
])('a customer’s name that resolves to %j is refused', async (addresses) => {
  names.set('hooks.example.com', addresses)
  await expectRefused(`http://hooks.example.com:${port}/`, 'hooks.example.com leads inside')
  expect(receiver.posts).toHaveLength(0)
})

test('a name that turns inside after it was good is refused then: every connection is judged anew', async () => {
  names.set('turncoat.example.com', [])
  await expectRefused(`http://turncoat.example.com:${port}/`)
  names.set('turncoat.example.com', ['127.0.0.1'])
  await expectRefused(`http://turncoat.example.com:${port}/`, 'leads inside')
  expect(receiver.posts).toHaveLength(0)
})
