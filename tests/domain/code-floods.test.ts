import { expect, test } from 'vitest'
import { changePassword } from '#domain/access/change-password.ts'
import { completeSecondStep } from '#domain/access/complete-second-step.ts'
import { newDevice } from '#domain/access/device.ts'
import { openPerson } from '#domain/access/open-session.ts'
import type { Origin } from '#domain/access/scope.ts'
import { type SignInInput, signIn } from '#domain/access/sign-in.ts'
import { issueTicket } from '#domain/access/tickets.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { HOUR_MS, MINUTE_MS, now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { elsewhere, HOME, makePerson, type TestPerson, withAuthenticator } from '#tests/support/person.ts'

/** What somebody has who knows the password: as many tickets as they like. */
function ticketFor({ session }: TestPerson): Promise<string> {
  return transaction((tx) => issueTicket(tx, { kind: 'second_step', personId: session.person.id }))
}

async function tryCode(
  person: TestPerson,
  code: string,
  origin: Origin,
  device: string | null = null,
  kind: 'code' | 'recovery' = 'code',
) {
  const ticket = await ticketFor(person)
  try {
    return (await completeSecondStep({ ticket, proof: { kind, code }, origin, device })).kind
  } catch (fault) {
    if (fault instanceof Refusal) return fault.code
    throw fault
  }
}

function count(answers: string[]): Record<string, number> {
  return Object.fromEntries([...new Set(answers)].map((one) => [one, answers.filter((other) => other === one).length]))
}

test('a hundred wrong codes from one address: ten are judged, and the person gets in from home', async () => {
  const person = await makePerson()
  const { code } = await withAuthenticator(person)
  const attacker = elsewhere()
  const inARow: string[] = []
  for (let nth = 0; nth < 50; nth++) inARow.push(await tryCode(person, '000000', attacker))
  const atOnce = await Promise.all(Array.from({ length: 50 }, () => tryCode(person, '000000', attacker)))
  expect(count([...inARow, ...atOnce])).toEqual({ wrong: 10, slow_down: 90 })
  expect(await tryCode(person, code(), HOME)).toBe('session')
})

test('a hundred wrong codes from a hundred addresses: fifty are judged, a known device and a recovery code go on', async () => {
  const person = await makePerson()
  const { code, recoveryCodes } = await withAuthenticator(person)
  const answers = await Promise.all(Array.from({ length: 100 }, () => tryCode(person, '000000', elsewhere())))
  expect(count(answers)).toEqual({ wrong: 50, slow_down: 50 })
  expect(await tryCode(person, code(), elsewhere(), newDevice('somebody@else.example'))).toBe('slow_down')
  expect(await tryCode(person, recoveryCodes[0] ?? '', elsewhere(), null, 'recovery')).toBe('session')
  expect(await tryCode(person, code(), elsewhere(), newDevice(person.email))).toBe('session')
  // And everybody else after a while.
  expect(await withClockAt(new Date(now().getTime() + HOUR_MS), () => tryCode(person, code(), elsewhere()))).toBe(
    'session',
  )
})

async function tryPassword(input: SignInInput): Promise<string> {
  try {
    return (await signIn(input)).kind
  } catch (fault) {
    if (fault instanceof Refusal) return fault.code
    throw fault
  }
}

test('a flood at somebody’s e-mail slows its own address down and locks nobody out', async () => {
  const { email, password } = await makePerson()
  const attacker = elsewhere()
  const wrong = { email, password: 'not the password', origin: attacker }
  const answers = await Promise.all(Array.from({ length: 30 }, () => tryPassword(wrong)))
  expect(count(answers)).toEqual({ refused: 8, slow_down: 22 })
  expect(await tryPassword({ email, password, origin: attacker })).toBe('slow_down')
  // Elsewhere it takes a pause, at a known device not even that.
  expect(await tryPassword({ email, password, origin: elsewhere() })).toBe('session')
  const begun = performance.now()
  expect(await tryPassword({ email, password, origin: attacker, device: newDevice(email) })).toBe('session')
  expect(performance.now() - begun).toBeLessThan(1_000)
})

test('whoever waits as long as they are told is let in, however often somebody asks meanwhile', async () => {
  const { email, password } = await makePerson()
  const origin = elsewhere()
  const start = now().getTime()
  for (let nth = 0; nth < 8; nth++) await tryPassword({ email, password: 'not the password', origin })
  const refusal = await signIn({ email, password, origin }).catch((fault: unknown) => fault)
  const waitMs = ((refusal as Refusal).retryAfterSeconds ?? 0) * SECOND_MS
  expect(waitMs).toBeGreaterThan(0)
  expect(waitMs).toBeLessThanOrEqual(MINUTE_MS)
  for (let at = SECOND_MS; at < waitMs - SECOND_MS; at += 5 * SECOND_MS)
    expect(await withClockAt(new Date(start + at), () => tryPassword({ email, password, origin }))).toBe('slow_down')
  expect(await withClockAt(new Date(now().getTime() + waitMs), () => tryPassword({ email, password, origin }))).toBe(
    'session',
  )
})

test('all addresses of one IPv6 network are one place', async () => {
  const { email } = await makePerson()
  const within = (nth: number) => ({ address: `2001:db8:77:1::${nth.toString(16)}`, agent: null })
  const tries = Array.from({ length: 30 }, (_, nth) =>
    tryPassword({ email, password: 'not the password', origin: within(nth) }),
  )
  expect(count(await Promise.all(tries))).toEqual({ refused: 8, slow_down: 22 })
})

test('a copied cookie that guesses passwords does not keep its owner from changing theirs in a session of their own', async () => {
  const person = await makePerson()
  const { self } = person.session
  const guess = () =>
    changePassword(self, { oldPassword: 'not the password', newPassword: 'four quiet harbour lights' }).catch(
      (fault: Refusal) => fault.code,
    )
  const answers: unknown[] = []
  for (let nth = 0; nth < 14; nth++) answers.push(await guess())
  expect(count(answers.map(String))).toEqual({ invalid: 10, slow_down: 4 })
  const fresh = await signIn({ email: person.email, password: person.password, origin: elsewhere() })
  const owner = fresh.kind === 'session' ? await openPerson(fresh.sessionId) : null
  if (!owner) throw new Error('the owner is not let in')
  await changePassword(owner.self, { oldPassword: person.password, newPassword: 'four quiet harbour lights' })
})

test('an unknown e-mail is answered like a wrong password, in words and in time', async () => {
  const { email } = await makePerson()
  const timeOf = async (tried: string) => {
    const times: number[] = []
    for (let nth = 0; nth < 4; nth++) {
      const begun = performance.now()
      expect(await tryPassword({ email: tried, password: 'not the password', origin: elsewhere() })).toBe('refused')
      times.push(performance.now() - begun)
    }
    return times.sort((a, b) => a - b)[1] ?? 0
  }
  const [known, unknown] = [await timeOf(email), await timeOf('nobody@harbor.example')]
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2.5)
})
