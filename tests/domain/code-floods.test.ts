import { expect, test } from 'vitest'
import { completeSecondStep } from '#domain/access/complete-second-step.ts'
import { newDevice } from '#domain/access/device.ts'
import type { Origin } from '#domain/access/scope.ts'
import { type SignInInput, signIn } from '#domain/access/sign-in.ts'
import { issueTicket } from '#domain/access/tickets.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { HOUR_MS, now, withClockAt } from '#lib/time.ts'
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
