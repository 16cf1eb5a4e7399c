/** Copies to a candidate: they tell what it would do, and change nothing of what really happens. */
import { Webhook } from 'standardwebhooks'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { adoptCandidate } from '#domain/routing/adopt-candidate.ts'
import type { UrlKind } from '#domain/routing/effective-url.ts'
import { listUrlVersions } from '#domain/routing/list-url-versions.ts'
import { readCopies } from '#domain/routing/read-copies.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { startCopies } from '#domain/routing/start-copies.ts'
import { stopCopies } from '#domain/routing/stop-copies.ts'
import { showSigningSecret } from '#domain/webhooks/show-signing-secret.ts'
import { tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { closeFetch } from '#lib/guarded-fetch.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { createCopier } from '#server/worker/copies.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { type Answerer, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { acceptAndSend, bring, inbound, receipt } from '#tests/support/road.ts'
import { checkWitnesses, FAULTS } from '#tests/support/witnesses.ts'
import { workOff } from '#tests/support/work-off.ts'

afterAll(closeFetch)
const NEVER = new Promise<number>(() => {})

async function listen(answer: Answerer = () => 200): Promise<Receiver> {
  const receiver = await startReceiver(answer)
  onTestFinished(() => receiver.close())
  return receiver
}

const set = ({ scope }: TestAccount, url: string, e164 = '', kind: UrlKind = 'sms_callback') =>
  setRequestUrl(scope, { e164, kind, url })
const start = ({ scope }: TestAccount, url: string, more: { e164?: string; kind?: UrlKind; events?: number } = {}) =>
  startCopies(scope, { e164: '', kind: 'sms_callback', events: 100, url, ...more })
const view = async ({ scope }: TestAccount, e164 = '') => {
  const [one] = await readCopies(scope, e164)
  if (!one) throw new Error('there is no candidate')
  return one
}
const write = (account: TestAccount, count: number, to = account.from) =>
  bring(...Array.from({ length: count }, (_, nth) => inbound(account, { to, text: `Reply ${nth}` })))

async function deliver(): Promise<void> {
  const deliverer = createDeliverer(() => {})
  await workOff(deliverer)
}
async function copy(): Promise<void> {
  const copier = createCopier()
  do await copier.settled()
  while (await copier.round())
  await copier.settled()
}

describe('a candidate', () => {
  test('gets the same bytes under the same id, signed, and marked as a copy', async () => {
    const [real, candidate] = [await listen(), await listen()]
    const account = await makeAccount()
    await set(account, real.url)
    await start(account, candidate.url)
    await write(account, 2)
    await Promise.all([deliver(), copy()])
    const told = ({ posts }: Receiver) => posts.map(({ webhookId, body }) => `${webhookId} ${body}`).toSorted()
    expect(told(candidate)).toEqual(told(real))
    expect(real.posts.every(({ headers }) => !headers['longcode-delivery'])).toBe(true)
    const secret = new Webhook(await showSigningSecret(account.scope))
    for (const { headers, body } of candidate.posts) {
      expect(headers).toMatchObject({ 'content-type': 'application/json', 'longcode-delivery': 'copy' })
      expect(secret.verify(body, headers as Record<string, string>)).toHaveProperty('data')
    }
  })

  test('gets as many as were asked for, and not one more', async () => {
    const [real, candidate] = [await listen(), await listen()]
    const account = await makeAccount()
    await set(account, real.url)
    await start(account, candidate.url, { events: 3 })
    await write(account, 8)
    await copy()
    await write(account, 2)
    await Promise.all([deliver(), copy()])
    expect([real.posts.length, candidate.posts.length]).toEqual([10, 3])
    expect(await view(account)).toMatchObject({ sent: 3, ended: 'complete', copy: { answered: 3, good: 3 } })
  })

  test('is compared event by event: status, times, and where the two differ', async () => {
    const [real, candidate] = [await listen(), await listen(({ body }) => (body.includes('Reply 1') ? 500 : 200))]
    const account = await makeAccount()
    await set(account, real.url)
    await start(account, candidate.url)
    await write(account, 3)
    await Promise.all([deliver(), copy()])
    const { real: one, copy: other, differing, rows } = await view(account)
    expect([one.good, other.good, differing]).toEqual([3, 2, 1])
    expect(rows[0]).toMatchObject({ differs: true, real: { status: 200 }, copy: { status: 500 } })
    for (const side of [one, other]) expect(side.p95Ms).toBeGreaterThanOrEqual(side.p50Ms ?? Number.NaN)
  })
})

describe('which events', () => {
  test('a number’s candidate has the number’s, the account’s those that go to the account’s URL', async () => {
    const [real, forAccount, forNumber] = [await listen(), await listen(), await listen()]
    const account = await makeAccount({ longcodes: 3 })
    const [plain = '', own = '', watched = ''] = account.numbers
    await set(account, `${real.url}/account`)
    await set(account, `${real.url}/own`, own)
    await start(account, forAccount.url)
    await start(account, forNumber.url, { e164: watched })
    for (const number of [plain, own, watched]) await write(account, 1, number)
    await copy()
    const numbersAt = ({ posts }: Receiver) => posts.map(({ body }) => `+${JSON.parse(body).data.attributes.to}`)
    expect(numbersAt(forAccount)).toEqual([plain])
    expect(numbersAt(forNumber)).toEqual([watched])
  })

  test('a candidate for receipts has no inbound, and none that a message wanted elsewhere', async () => {
    const [real, candidate] = [await listen(), await listen()]
    const account = await makeAccount()
    for (const kind of ['sms_callback', 'sms_dlr_callback'] as const) await set(account, real.url, '', kind)
    await start(account, candidate.url, { kind: 'sms_dlr_callback' })
    await write(account, 1)
    await acceptAndSend(account, { dlr_callback: `${real.url}/own` })
    await copy()
    expect(candidate.posts).toHaveLength(0)
    await acceptAndSend(account)
    await copy()
    expect(candidate.posts.map(({ body }) => JSON.parse(body).data.type)).toEqual(['delivery_receipt'])
  })

  test('none after a week, after stopping, or while no URL is in force', async () => {
    const candidate = await listen()
    const account = await makeAccount()
    await start(account, candidate.url)
    await write(account, 1)
    await set(account, 'http://127.0.0.1:1/')
    await withClockAt(new Date(now().getTime() + 8 * DAY_MS), () => write(account, 1))
    await write(account, 1)
    const { id } = await view(account)
    await stopCopies(account.scope, { id })
    await write(account, 1)
    await copy()
    expect(candidate.posts).toHaveLength(0)
    expect(await view(account)).toMatchObject({ ended: 'stopped', sent: 0 })
  })
})

describe('the real thing', () => {
  test.each([
    ['hangs', () => NEVER],
    ['fails', () => 500],
    ['hangs up', () => Promise.reject(new Error('gone'))],
  ])('is the same, by three witnesses, beside a candidate that %s', async (_, answer) => {
    const [real, candidate] = [await listen(), await listen(answer)]
    const account = await makeAccount()
    for (const kind of ['sms_callback', 'sms_dlr_callback'] as const) {
      await set(account, real.url, '', kind)
      await start(account, candidate.url, { kind })
    }
    const originated = Array.from({ length: 60 }, (_, nth) => ({
      from: newConsumer(),
      to: account.from,
      body: `Reply ${nth}`,
    }))
    await bring(...originated.map(({ from, body }) => inbound(account, { from, text: body })))
    const copier = createCopier()
    await copier.round()
    const { carrierId } = await acceptAndSend(account)
    await bring(receipt(account, carrierId))
    // Not one copy had to end for that: the real ones have slots of their own.
    await deliver()
    expect(real.posts).toHaveLength(62)
    const verdict = await checkWitnesses({
      databaseUrl: env.database.url,
      accountId: account.scope.accountId,
      client: [],
      carrier: [],
      originated,
      receiver: real.posts,
    })
    const silent = FAULTS.filter((fault) => !/never submitted|submitted, never|charged, never/.test(fault))
    expect(silent.map((fault) => [fault, verdict.faults[fault]])).toEqual(silent.map((fault) => [fault, 0]))
    const attempts = `select d.status, d.attempts, count(a.*)::int as tries from deliveries d
      join delivery_attempts a on a.account_id = d.account_id and a.delivery_id = d.id where d.account_id = $1 group by d.id, 1, 2`
    const rows = await ask(attempts, [account.scope.accountId])
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ status: 'delivered', attempts: 1, tries: 1 })]),
    )
    // 60 in, one out, as without a candidate.
    expect((await books(account)).usage).toBe(61n * 4_000_000n)
  })

  test('is not held up by whoever is at the candidate’s row', async () => {
    const account = await makeAccount()
    await set(account, 'http://127.0.0.1:1/')
    await start(account, 'http://127.0.0.1:1/candidate')
    const { id } = await view(account)
    await tenantTransaction(account.scope.accountId, async (tx) => {
      await tx.query('select 1 from url_shadows where account_id = $1 and id = $2 for no key update', [
        account.scope.accountId,
        id,
      ])
      await write(account, 1)
      expect(await ask('select 1 from messages where account_id = $1', [account.scope.accountId])).toHaveLength(1)
    })
  })
})

describe('deciding', () => {
  test('one click makes the candidate the URL, as a version, and ends the copies', async () => {
    const account = await makeAccount()
    await set(account, 'http://127.0.0.1:1/')
    await start(account, 'http://127.0.0.1:1/candidate')
    const { id } = await view(account)
    await adoptCandidate(account.scope, { id, seenVersion: 1 })
    expect((await readRequestUrls(account.scope)).map(({ url }) => url)).toEqual(['http://127.0.0.1:1/candidate'])
    expect((await listUrlVersions(account.scope, '')).map(({ version }) => version)).toEqual([2, 1])
    expect((await view(account)).ended).toBe('adopted')
  })

  test('two candidates at once, and what cannot be one, are refused', async () => {
    const account = await makeAccount()
    await start(account, 'http://127.0.0.1:1/candidate')
    await expect(start(account, 'http://127.0.0.1:1/other')).rejects.toMatchObject({ code: 'copies_running' })
    await expect(start(account, 'ftp://x', { kind: 'sms_dlr_callback' })).rejects.toMatchObject({ code: 'invalid' })
    for (const events of [0, 1001, 1.5, Number.NaN])
      await expect(start(account, 'http://127.0.0.1:1/', { kind: 'sms_dlr_callback', events })).rejects.toMatchObject({
        fields: { events: [expect.any(String)] },
      })
    await withClockAt(new Date(now().getTime() + 8 * DAY_MS), () => start(account, 'http://127.0.0.1:1/later'))
    expect((await view(account)).url).toBe('http://127.0.0.1:1/later')
  })

  test('another account’s candidate is not found', async () => {
    const [owner, stranger] = [await makeAccount(), await makeAccount()]
    await start(owner, 'http://127.0.0.1:1/candidate')
    const { id } = await view(owner)
    for (const guess of [id, 'nothing', '019a0000-0000-7000-8000-00000000dead']) {
      await expect(stopCopies(stranger.scope, { id: guess })).rejects.toMatchObject({ code: 'not_found' })
      await expect(adoptCandidate(stranger.scope, { id: guess })).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(start(stranger, 'http://127.0.0.1:1/', { e164: owner.from })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await view(owner)).ended).toBeNull()
  })
})
