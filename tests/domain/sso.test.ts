/** Against a real OpenID provider on this machine. What it needs of the environment has to be there before the first import. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  configureSso,
  type IdentityProvider,
  startIdentityProvider,
  type Who,
} from '#tests/support/identity-provider.ts'

let provider: IdentityProvider

async function load() {
  const [{ beginSso }, { finishSso }, { completeSecondStep }, join, people, { query, tenantTransaction }] =
    await Promise.all([
      import('#domain/access/begin-sso.ts'),
      import('#domain/access/finish-sso.ts'),
      import('#domain/access/complete-second-step.ts'),
      import('#domain/access/join-by-identity.ts'),
      import('#tests/support/person.ts'),
      import('#lib/db.ts'),
    ])
  return { beginSso, finishSso, completeSecondStep, ...join, ...people, query, tenantTransaction }
}
let it: Awaited<ReturnType<typeof load>>

beforeAll(async () => {
  provider = await startIdentityProvider()
  configureSso(provider, 'http://localhost:3999')
  it = await load()
})
afterAll(() => provider.stop())

/** What a browser does: follows the redirects with its cookies until the portal's own address comes. Answers the query it brings. */
async function travel(url: URL): Promise<string> {
  const cookies = new Map<string, string>()
  let at = url
  for (let hop = 0; hop < 10; hop++) {
    if (at.port === '3999') return at.searchParams.toString()
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`${answer.status} at ${at}: ${await answer.text()}`)
    at = new URL(location, at)
  }
  throw new Error('the journey does not end')
}

const be = (email: string, more: Partial<Who> = {}) => {
  const who = { sub: randomUUID(), email, email_verified: true, name: 'Olivia Harbor', ...more }
  provider.be(who)
  return who
}

async function arrive() {
  const { url, ticket } = await it.beginSso({ next: '/numbers', origin: it.HOME })
  return it.finishSso({ ticket, query: await travel(url), origin: it.HOME })
}

test('who is known by a verified e-mail is let in, linked once, and told', async () => {
  const person = await it.makePerson()
  const who = be(person.email.toUpperCase())
  const first = await arrive()
  if (first.kind !== 'session') throw new Error(first.kind)
  expect(first.next).toBe('/numbers')
  expect(await it.opened(first.sessionId)).toMatchObject({ method: 'oidc', secondFactor: false })
  // From then on the subject says who it is, whatever the address is.
  provider.be({ ...who, email: 'olivia.married@harbor.example' })
  expect(await arrive()).toMatchObject({ kind: 'session', email: person.email })
  const letters = await it.query<{ subject: string }>('select subject from mails where to_email = $1', [person.email])
  expect(letters).toEqual([{ subject: 'Your sign-in opens by Harbor ID from now on: Longcode' }])
})

test('an e-mail that is not verified opens nothing, neither does one whose place is taken', async () => {
  const person = await it.makePerson()
  be(person.email, { email_verified: false })
  expect(await arrive()).toEqual({ kind: 'refused', why: 'unverified' })
  be('not an address')
  expect(await arrive()).toEqual({ kind: 'refused', why: 'unverified' })
  be(person.email)
  expect((await arrive()).kind).toBe('session')
  be(person.email)
  expect(await arrive()).toEqual({ kind: 'refused', why: 'taken' })
})

test('an unknown e-mail is not let in, and makes nobody', async () => {
  const { email } = be(`nobody-${randomUUID()}@harbor.example`)
  const result = await arrive()
  expect(result.kind).toBe('unknown')
  expect(await it.query('select 1 from people where email = $1', [email])).toEqual([])
})

test('a journey ends once, in the browser that began it, with the state and nonce it began with', async () => {
  const person = await it.makePerson()
  be(person.email)
  const [mine, other] = [
    await it.beginSso({ next: '/', origin: it.HOME }),
    await it.beginSso({ next: '/', origin: it.HOME }),
  ]
  const query = await travel(mine.url)
  const finish = (ticket: string, told: string) => it.finishSso({ ticket, query: told, origin: it.HOME })
  const refused = { kind: 'refused', why: 'failed' }
  // Begun by somebody else: their state is another.
  expect(await finish(other.ticket, query)).toEqual(refused)
  expect(await finish('', query)).toEqual(refused)
  expect(await finish(mine.ticket, '')).toEqual(refused)
  // That used the ticket up.
  expect(await finish(mine.ticket, query)).toEqual(refused)

  const third = await it.beginSso({ next: '/', origin: it.HOME })
  const answer = await travel(third.url)
  await it.query(
    `update tickets set payload = payload || '{"nonce": "another"}' where kind = 'oidc' and used_at is null`,
  )
  expect(await finish(third.ticket, answer)).toEqual(refused)

  const fourth = await it.beginSso({ next: '/', origin: it.HOME })
  const forged = new URLSearchParams(await travel(fourth.url))
  forged.set('iss', 'https://evil.example')
  expect(await finish(fourth.ticket, forged.toString())).toEqual(refused)
})

test('a second factor at the provider counts; without one, somebody’s own is asked for', async () => {
  const person = await it.makePerson()
  const { code } = await it.withAuthenticator(person)
  const who = be(person.email)
  const step = await arrive()
  if (step.kind !== 'second_step') throw new Error(step.kind)
  const done = await it.completeSecondStep({
    ticket: step.ticket,
    proof: { kind: 'code', code: code() },
    origin: it.HOME,
  })
  if (done.kind !== 'session') throw new Error(done.kind)
  expect(await it.opened(done.sessionId)).toMatchObject({ method: 'oidc', secondFactor: true })
  provider.be({ ...who, amr: ['pwd', 'otp'] })
  const vouched = await arrive()
  if (vouched.kind !== 'session') throw new Error(vouched.kind)
  expect(await it.opened(vouched.sessionId)).toMatchObject({ method: 'oidc', secondFactor: true })
})

test('an account that is open to single sign-on only bars passwords, and opens to the provider’s people', async () => {
  const person = await it.makePerson()
  await it.tenantTransaction(person.accountId, (tx) => tx.query('update accounts set sso_only = true'))
  expect((await it.opened(person.session.id)).entry).toMatchObject({ open: false, why: 'sso' })
  be(person.email)
  const result = await arrive()
  if (result.kind !== 'session') throw new Error(result.kind)
  expect((await it.opened(result.sessionId)).entry.open).toBe(true)
})

test('an invitation to the verified address makes a person without a password; no other invitation does', async () => {
  const host = await it.makePerson()
  const { email } = be(`guest-${randomUUID()}@harbor.example`, { name: 'Guest\u202E of Harbor' })
  const arrived = await arrive()
  if (arrived.kind !== 'unknown') throw new Error(arrived.kind)
  const join = (invitationId: string) => it.joinByIdentity({ ticket: arrived.ticket, invitationId, origin: it.HOME })
  const [foreign, own] = [await invite(host.accountId, 'else@harbor.example'), await invite(host.accountId, email)]
  expect((await it.readNewcomer(arrived.ticket))?.invitations.map(({ invitationId }) => invitationId)).toEqual([own])
  await expect(join(foreign)).rejects.toMatchObject({ code: 'link_used_up' })
  const joined = await join(own)
  expect(await it.opened(joined.sessionId)).toMatchObject({
    method: 'oidc',
    person: { email, name: email, hasPassword: false },
    entry: { open: true, role: 'support', account: { id: host.accountId } },
  })
  await expect(join(own)).rejects.toMatchObject({ code: 'link_used_up' })
  expect((await arrive()).kind).toBe('session')
})

async function invite(accountId: string, email: string): Promise<string> {
  const id = randomUUID()
  await it.tenantTransaction(accountId, (tx) =>
    tx.query(
      `insert into invitations (account_id, id, email, role, invited_by, created_at, expires_at)
       values ($1, $2, $3, 'support', 'Olivia', now(), now() + interval '1 day')`,
      [accountId, id, email],
    ),
  )
  return id
}
