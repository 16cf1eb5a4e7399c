/**
 * Nobody where they don't belong: every server action, page and route handler of the built portal, tried by another tenant, by each
 * lesser role, by a removed member with the old cookie and by nobody. `tests/strangers/matrix.test.ts` does the same for the API.
 */
import { expect, test } from '@playwright/test'
import { roleMay } from '#domain/access/permissions.ts'
import { ROLES, type Role } from '#domain/access/scope.ts'
import { root } from '#server/start/settings.ts'
import { ACTIONS, type Needs } from '#tests/strangers/actions.ts'
import { type Action, builtActions, builtPages } from '#tests/strangers/doors.ts'
import { PAGES } from '#tests/strangers/pages.ts'
import { NOBODYS, type Victim } from '#tests/strangers/victim.ts'
import { ask } from './account.ts'
import { digest, MARK, type Stage, setStage } from './matrix-stage.ts'
import { type Answer, type Cookie, call, get, outcome } from './portal-client.ts'

const actions = builtActions(root)
const pages = builtPages(root)
let stage: Stage
let before: Record<string, string>

test.beforeAll(async () => {
  const signIn = actions.find(({ name }) => name === 'app/sign-in/actions.ts#signInWithPassword')
  if (!signIn) throw new Error('nobody can sign in')
  stage = await setStage(signIn)
  await settled(stage.victim)
  before = await digest(stage.victim)
})

/** Receipts and web hooks of the stage's own messages have come. */
async function settled({ accountId }: Victim): Promise<void> {
  await expect
    .poll(() =>
      ask("select 1 from messages where account_id = $1 and status not in ('delivered', 'held')", [accountId]),
    )
    .toEqual([])
}

test('every action, page and handler of the build has its row', () => {
  expect(actions.length).toBeGreaterThan(5)
  expect(actions.map(({ name }) => name).filter((name) => !(name in ACTIONS))).toEqual([])
  expect(pages.map(({ url }) => url).toSorted()).toEqual(Object.keys(PAGES).toSorted())
})

test('the owner sees what the others must not, so that looking for it means something', async () => {
  const owner = await stage.cookieOf('owner')
  const { messageRef, keyId } = stage.victim
  for (const path of ['/messages', `/messages/${messageRef}`, '/preferences/api-control', '/preferences/team'])
    expect((await get(owner, path)).text, path).toContain(MARK)
  expect((await get(owner, `/preferences/api-control/keys/${keyId}`)).text).toContain(MARK)
})

/** The roles that the table of permissions keeps out. */
function lesser(needs: Needs): Role[] {
  return needs === 'anyone' || needs === 'person' || needs === 'member'
    ? []
    : ROLES.filter((role) => !roleMay(role, needs))
}

function expectSignedOut(answer: Answer, what: string): void {
  const where = answer.location?.split(';')[0] ?? ''
  expect(
    answer.status === 401 || where.replace(/^https?:\/\/[^/]+/, '').startsWith('/sign-in'),
    `${what}: ${answer.status} ${where}`,
  ).toBe(true)
  expect(answer.text, what).not.toContain(MARK)
}

for (const { name } of actions) {
  test(`${name} does nothing for whoever may not`, async () => {
    const action = actions.find((one) => one.name === name) as Action
    const row = ACTIONS[name]
    if (!row) throw new Error(`${name} has no row`)
    const { needs, fields, plain = false } = row
    const go = (cookie: Cookie, at: Victim) => call(cookie, action, fields(at), { plain })
    if (needs !== 'anyone') {
      expectSignedOut(await go(null, stage.victim), 'nobody')
      expectSignedOut(await go(await stage.cookieOf('removed'), stage.victim), 'a removed member')
    }
    for (const role of lesser(needs)) {
      const answer = await go(await stage.cookieOf(role), stage.victim)
      expect(outcome(answer).message, role).toContain('Your role on this account does not allow this.')
    }
    const foreign = await go(await stage.cookieOf('stranger'), stage.victim)
    // What the stranger typed comes back into the form; it tells nothing.
    const typed = Object.values(fields(stage.victim)).flat().filter(Boolean)
    const told = typed.reduce((text, value) => text.replaceAll(value, '…'), foreign.text)
    expect(told, 'a stranger').not.toContain(MARK)
    if (row.aims) {
      const missing = await go(await stage.cookieOf('stranger'), NOBODYS)
      expect(plainly(outcome(foreign), stage.victim), 'a stranger').toEqual(plainly(outcome(missing), NOBODYS))
    }
    const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const posted = await call(await stage.cookieOf('owner'), action, fields(stage.victim), {
      plain,
      headers: elsewhere,
    })
    expect(outcome(posted).ok, `another site’s form: ${posted.text.slice(0, 300)}`).not.toBe(true)
    expect(await digest(stage.victim)).toEqual(before)
  })
}

for (const { url, kind } of pages) {
  test(`${url} shows nothing to whoever may not see it`, async () => {
    const row = PAGES[url]
    if (!row) throw new Error(`${url} has no row`)
    const path = row.path ?? (() => url)
    const open = (cookie: Cookie, at: Victim) => get(cookie, path(at))
    if (row.needs !== 'anyone') {
      expectSignedOut(await open(null, stage.victim), 'nobody')
      expectSignedOut(await open(await stage.cookieOf('removed'), stage.victim), 'a removed member')
    }
    for (const role of lesser(row.needs)) {
      const answer = await open(await stage.cookieOf(role), stage.victim)
      if (kind === 'route') expect(answer.status, role).toBe(403)
      else expect(answer.text, role).toContain('Your role does not open this page')
    }
    const foreign = await open(await stage.cookieOf('stranger'), stage.victim)
    expect(foreign.text, 'a stranger').not.toContain(MARK)
    if (row.aims) {
      const missing = await open(await stage.cookieOf('stranger'), NOBODYS)
      expect(foreign.status, 'a stranger').toBe(missing.status)
    }
    expect(await digest(stage.victim)).toEqual(before)
  })
}

/** An answer may repeat what was asked for. */
function plainly(answer: ReturnType<typeof outcome>, named: Victim) {
  return JSON.parse(
    Object.values(named).reduce(
      (text, value) => text.replaceAll(JSON.stringify(value).slice(1, -1), '…'),
      JSON.stringify(answer),
    ),
  )
}
