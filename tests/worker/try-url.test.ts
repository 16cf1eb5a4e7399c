/** A test delivery finds what a real one would: each way an address can fail is told in words, and a good one is proven. */
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { setDefaultCACertificates } from 'node:tls'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { type Trial, tryUrl } from '#domain/routing/try-url.ts'
import { showSigningSecret } from '#domain/webhooks/show-signing-secret.ts'
import { closeFetch } from '#lib/guarded-fetch.ts'
import { Refusal } from '#lib/refusals.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { type Authority, type Certificate, makeAuthority, signItself } from '#tests/support/certificates.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { bring, inbound } from '#tests/support/road.ts'

afterAll(closeFetch)

let authority: Authority
beforeAll(async () => {
  authority = await makeAuthority()
  setDefaultCACertificates([authority.cert])
})

const attempt = async (
  url: string,
  account?: TestAccount,
  kind: 'sms_callback' | 'sms_dlr_callback' = 'sms_callback',
) => tryUrl((account ?? (await makeAccount())).scope, { e164: '', kind, url })

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
}

async function listenSecurely(certificate: Certificate): Promise<string> {
  const server = createSecureServer(certificate, (_, answer) => answer.end('fine')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `https://localhost:${(server.address() as AddressInfo).port}/sms`
}

const summary = ({ ok, verdict, measured }: Trial) => ({ ok, verdict, status: measured.statusCode })

describe('an address that answers', () => {
  test('over TLS: each step is timed, the certificate checked, the answer shown', async () => {
    const found = await attempt(await listenSecurely(await authority.give({ name: 'localhost' })))
    expect(summary(found)).toEqual({
      ok: true,
      verdict: 'Answered 200: a real event counts as delivered.',
      status: 200,
    })
    const { timings, tls, text, address } = found.measured
    expect({ tls, text }).toEqual({ tls: 'TLSv1.3', text: 'fine' })
    expect(address).toMatch(/127\.0\.0\.1|::1/)
    const { totalMs, ...steps } = timings
    expect(Object.keys(steps)).toEqual(['dnsMs', 'connectMs', 'tlsMs', 'firstByteMs'])
    for (const ms of Object.values(steps)) expect(ms).toBeGreaterThanOrEqual(0)
    expect(totalMs).toBeGreaterThanOrEqual(Object.values(steps).reduce<number>((sum, ms) => sum + (ms ?? 0), 0) - 1)
  })

  test('is sent an event that is marked, signed, and of nobody’s message', async () => {
    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    const account = await makeAccount()
    const secret = await showSigningSecret(account.scope)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    for (const kind of ['sms_callback', 'sms_dlr_callback'] as const) await attempt(receiver.url, account, kind)
    const [inboundPost, receiptPost] = receiver.posts
    for (const post of [inboundPost, receiptPost]) {
      expect(post?.headers).toMatchObject({ 'content-type': 'application/json', 'longcode-delivery': 'test' })
      expect(post?.webhookId).toMatch(/^test-/)
      const event = new Webhook(secret).verify(post?.body ?? '', post?.headers as Record<string, string>)
      const { id, attributes } = (event as { data: { id: string; attributes: Record<string, string> } }).data
      expect(id).toMatch(/^mdr2-00000000000070008000[0-9a-f]{12}$/)
      expect([attributes.from, attributes.to].sort()).toEqual(['12065550100', '12065550199'])
    }
    expect(inboundPost?.body).toContain('"direction":"inbound"')
    expect(receiptPost?.body).toContain('"status_code":1003')
    const rows =
      'select (select count(*) from messages where account_id = $1)::int + (select count(*) from deliveries where account_id = $1)::int as n'
    expect(await ask(rows, [account.scope.accountId])).toEqual([{ n: 0 }])
  })

  test('gets the account’s own form, and real events are signed with the same secret', async () => {
    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    const account = await makeAccount()
    await ask("update accounts set webhook_form = 'legacy' where id = $1", [account.scope.accountId])
    await attempt(receiver.url, account)
    expect(Object.keys(JSON.parse(receiver.posts[0]?.body ?? ''))).toEqual(['to', 'from', 'body', 'id'])
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: receiver.url })
    await bring(inbound(account))
    const deliverer = createDeliverer(() => {})
    await deliverer.round()
    await deliverer.settled()
    const real = (await receiver.has(2))[1]
    const secret = new Webhook(await showSigningSecret(account.scope))
    expect(secret.verify(real?.body ?? '', real?.headers as Record<string, string>)).toMatchObject({ body: 'hi' })
    expect(real?.headers).not.toHaveProperty('longcode-delivery')
    const other = new Webhook(await showSigningSecret((await makeAccount()).scope))
    expect(() => other.verify(real?.body ?? '', real?.headers as Record<string, string>)).toThrow('signature')
  })
})

describe('an address that fails', () => {
  test.each([
    [500, 'Answered 500: the receiver failed on it. A real event would be tried 10 times over about three days'],
    [410, 'Answered 410: the receiver says that this address is gone for good.'],
    [404, 'Answered 404: the receiver has nothing at this path.'],
    [401, 'Answered 401: the receiver does not let us in.'],
    [405, 'Answered 405: the receiver takes no POST at this path.'],
    [429, 'Answered 429: only 2xx counts as delivered.'],
  ])('with %i is told so', async (status, words) => {
    const found = await attempt(await listen((_, answer) => answer.writeHead(status).end('no')))
    expect(found).toMatchObject({ ok: false, verdict: expect.stringContaining(words) })
    expect(found.measured).toMatchObject({ statusCode: status, text: 'no', fault: null })
  })

  test('with a redirect says where it leads, and does not follow it', async () => {
    const elsewhere = await startReceiver()
    onTestFinished(() => elsewhere.close())
    const found = await attempt(await listen((_, answer) => answer.writeHead(302, { location: elsewhere.url }).end()))
    expect(found.ok).toBe(false)
    expect(found.verdict).toContain(`Answered 302: a redirect to ${elsewhere.url}. Redirects are not followed`)
    expect(elsewhere.posts).toHaveLength(0)
  })

  test('by answering a lot is cut after a kilobyte', async () => {
    const found = await attempt(await listen((_, answer) => answer.end('x'.repeat(100_000))))
    expect(found.ok).toBe(true)
    expect(found.measured.text).toHaveLength(1024)
  })

  test('at a port where nobody listens is refused', async () => {
    expect((await attempt('http://127.0.0.1:1/sms')).verdict).toBe(
      'Nothing listens at 127.0.0.1:1: the connection was refused.',
    )
  })

  test('by its name does not resolve', async () => {
    const found = await attempt('https://hooks.harbor.invalid/sms')
    expect(found.ok).toBe(false)
    expect(found.verdict).toMatch(/hooks\.harbor\.invalid( does not resolve|\. Try again)/)
  })

  test('by hanging up before an answer', async () => {
    const found = await attempt(await listen((request) => request.socket.destroy()))
    expect(summary(found)).toEqual({
      ok: false,
      verdict: 'The connection was closed before an answer came.',
      status: null,
    })
  })

  test('by hanging up in the middle of its answer', async () => {
    const found = await attempt(
      await listen((_, answer) => {
        answer.writeHead(200, { 'content-length': '500' }).write('begun')
        setTimeout(() => answer.socket?.destroy(), 50)
      }),
    )
    expect(found).toMatchObject({ ok: false, verdict: expect.stringContaining('broke in the middle of the answer') })
  })

  test('by speaking something else than HTTP', async () => {
    const server = createTcpServer((socket) => {
      socket.once('data', () => socket.write('220 mail.harbor.example ready\r\n'))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    onTestFinished(() => void server.close())
    const found = await attempt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    expect(found).toMatchObject({ ok: false, verdict: 'What came back is not HTTP.' })
  })

  test('by hanging, or by dripping, is given up after ten seconds', async () => {
    const hanging = attempt(await listen(() => {}))
    const dripping = attempt(
      await listen((_, answer) => {
        answer.writeHead(200)
        const drip = setInterval(() => answer.write('.'), 200)
        answer.once('close', () => clearInterval(drip))
      }),
    )
    expect(await hanging).toMatchObject({ ok: false, verdict: expect.stringContaining('No answer within 10 seconds.') })
    expect(await dripping).toMatchObject({
      ok: false,
      verdict: 'Answered 200, but the answer did not end within 10 seconds. Real events would fail.',
    })
  })
})

describe('a certificate', () => {
  const judged = async (certificate: Promise<Certificate>) =>
    (await attempt(await listenSecurely(await certificate))).verdict

  test('that has ended, is for another name, or vouches for itself is told in words', async () => {
    expect(await judged(authority.give({ name: 'localhost', days: -1 }))).toBe(
      'The certificate of localhost has expired. Renew it.',
    )
    expect(await judged(authority.give({ name: 'hooks.harbor.example' }))).toBe(
      'The certificate is for another name (DNS:hooks.harbor.example), not for localhost.',
    )
    expect(await judged(signItself('localhost'))).toContain('localhost signed its certificate itself')
  })

  test('of an authority that nobody knows is not enough', async () => {
    expect(await judged((await makeAuthority('Somebody')).give({ name: 'localhost' }))).toContain('whole chain')
  })

  test('is missing where https:// leads to a port without TLS', async () => {
    const url = (await listen((_, answer) => answer.end())).replace('http:', 'https:')
    expect((await attempt(url)).verdict).toContain('127.0.0.1 does not speak TLS at this port')
  })
})

test('an account sends ten at once, then is asked to wait; another is not held up', async () => {
  const receiver = await startReceiver()
  onTestFinished(() => receiver.close())
  const account = await makeAccount()
  const told = await Promise.allSettled(Array.from({ length: 14 }, () => attempt(receiver.url, account)))
  const refused = told.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused.length).toBeGreaterThanOrEqual(3)
  for (const fault of refused) expect(fault instanceof Refusal && fault.code).toBe('too_many_trials')
  expect((await attempt(receiver.url)).ok).toBe(true)
})

test.each(['javascript:alert(1)', 'hooks.harbor.example', 'https://ann:secret@hooks.harbor.example/'])(
  '%s is no address: nothing is sent',
  async (url) => {
    await expect(attempt(url)).rejects.toMatchObject({
      code: 'invalid',
      fields: { callback_url: [expect.any(String)] },
    })
  },
)
