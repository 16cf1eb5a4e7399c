import { expect, test } from 'vitest'
import { beginTotp } from '#domain/access/begin-totp.ts'
import { completeSecondStep, MOST_TRIES } from '#domain/access/complete-second-step.ts'
import { confirmTotp } from '#domain/access/confirm-totp.ts'
import { readTotpTrial } from '#domain/access/read-totp-trial.ts'
import { countRecoveryCodes } from '#domain/access/recovery-codes.ts'
import { removeTotp } from '#domain/access/remove-totp.ts'
import { renewRecoveryCodes } from '#domain/access/renew-recovery-codes.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import {
  codeOf,
  HOME,
  makePerson,
  opened,
  type TestPerson,
  toSecondStep,
  withAuthenticator,
} from '#tests/support/person.ts'

const give = (ticket: string, code: string, kind: 'code' | 'recovery' = 'code') =>
  completeSecondStep({ ticket, proof: { kind, code }, origin: HOME })
const later = <T>(minutes: number, work: () => T) => withClockAt(new Date(now().getTime() + minutes * MINUTE_MS), work)

async function kinds(results: ReturnType<typeof give>[]): Promise<string[]> {
  return (await Promise.all(results)).map(({ kind }) => kind).sort()
}

async function lettersTo({ email }: TestPerson): Promise<string[]> {
  const rows = await query<{ subject: string }>('select subject from mails where to_email = $1 order by id', [email])
  return rows.map(({ subject }) => subject)
}

test('a sign-in with a second factor needs the code, and its session has shown both', async () => {
  const person = await makePerson()
  const { code } = await withAuthenticator(person)
  const result = await give(await toSecondStep(person), code())
  if (result.kind !== 'session') throw new Error(result.kind)
  expect(await opened(result.sessionId)).toMatchObject({ secondFactor: true, method: 'password' })
})

test('an app on trial is asked for by nobody until its first code was right', async () => {
  const person = await makePerson()
  await beginTotp(person.session.self)
  await expect(confirmTotp(person.session.self, { code: '000000' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await opened(person.session.id)).toMatchObject({ person: { hasTotp: false }, secondFactor: false })
  await withAuthenticator(person)
  expect(await opened(person.session.id)).toMatchObject({ person: { hasTotp: true }, secondFactor: true })
  expect(await lettersTo(person)).toEqual(['An authenticator app was added: Longcode'])
})

test('the secret on trial is shown to the session that asked for it, for a quarter of an hour', async () => {
  const { session } = await makePerson()
  await beginTotp(session.self)
  const trial = await readTotpTrial(session)
  expect(trial?.uri).toContain(`issuer=Longcode`)
  expect(trial?.uri).toContain(trial?.key.replaceAll(' ', ''))
  expect(await readTotpTrial({ ...session, sudoAt: null })).toBeNull()
  expect(await readTotpTrial({ ...session, sudoAt: new Date(now().getTime() - 6 * MINUTE_MS) })).toBeNull()
  expect(await later(16, () => readTotpTrial(session))).toBeNull()
  await expect(later(16, () => confirmTotp(session.self, { code: codeOf(trial?.key ?? '') }))).rejects.toMatchObject({
    code: 'totp_trial_over',
  })
})

test('a confirmed app is not replaced by beginning anew, and the trial of another person stays out of reach', async () => {
  const [olivia, stranger] = [await makePerson(), await makePerson()]
  await withAuthenticator(olivia)
  await expect(beginTotp(olivia.session.self)).rejects.toMatchObject({ code: 'totp_exists' })
  await beginTotp(olivia.session.self).catch(() => {})
  expect(await readTotpTrial(stranger.session)).toBeNull()
  await expect(removeTotp(stranger.session.self)).rejects.toMatchObject({ code: 'not_found' })
  expect((await opened(olivia.session.id)).person.hasTotp).toBe(true)
})

test('a code that was used is refused, also to the second of two at once', async () => {
  const person = await makePerson()
  const { code } = await withAuthenticator(person)
  const used = code()
  const [one, two] = [await toSecondStep(person), await toSecondStep(person)]
  expect(await kinds([give(one, used), give(two, used)])).toEqual(['session', 'wrong'])
  expect((await give(await toSecondStep(person), used)).kind).toBe('wrong')
  // Neither one from before it.
  expect((await give(await toSecondStep(person), code(-1))).kind).toBe('wrong')
  expect((await give(await toSecondStep(person), code(1))).kind).toBe('session')
})

test('a clock one step off gets in; two steps off it does not', async () => {
  const person = await makePerson()
  const { code } = await withAuthenticator(person)
  expect((await give(await toSecondStep(person), code(2))).kind).toBe('wrong')
  expect((await give(await toSecondStep(person), code(-2))).kind).toBe('wrong')
  expect((await give(await toSecondStep(person), code(1))).kind).toBe('session')
})

test('a recovery code opens once, in any spelling, and its use is told', async () => {
  const person = await makePerson()
  const { recoveryCodes } = await withAuthenticator(person)
  expect(recoveryCodes).toHaveLength(10)
  expect(new Set(recoveryCodes.map((one) => /^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/.test(one)))).toEqual(new Set([true]))
  const [first = '', second = ''] = recoveryCodes
  const spelt = ` ${first.toLowerCase().replaceAll('-', ' ')} `
  expect((await give(await toSecondStep(person), spelt, 'recovery')).kind).toBe('session')
  expect((await give(await toSecondStep(person), first, 'recovery')).kind).toBe('wrong')
  const tickets = [await toSecondStep(person), await toSecondStep(person)]
  expect(await kinds(tickets.map((ticket) => give(ticket, second, 'recovery')))).toEqual(['session', 'wrong'])
  expect(await countRecoveryCodes(person.session.person.id)).toBe(8)
  expect(await lettersTo(person)).toContain('A recovery code was used to sign in: Longcode')
})

test('new recovery codes end the old ones; nobody else’s open anything', async () => {
  const [olivia, stranger] = [await makePerson(), await makePerson()]
  const { recoveryCodes } = await withAuthenticator(olivia)
  const { recoveryCodes: foreign } = await withAuthenticator(stranger)
  const fresh = await renewRecoveryCodes(olivia.session.self)
  for (const wrong of [recoveryCodes[0], foreign[0]])
    expect((await give(await toSecondStep(olivia), wrong ?? '', 'recovery')).kind).toBe('wrong')
  expect((await give(await toSecondStep(olivia), fresh[0] ?? '', 'recovery')).kind).toBe('session')
})

test('a sign-in between its steps ends after five wrong codes, also when they come all at once', async () => {
  const person = await makePerson()
  const { code } = await withAuthenticator(person)
  const slow = await toSecondStep(person)
  for (let nth = 1; nth < MOST_TRIES; nth++)
    expect(await give(slow, '000000')).toEqual({ kind: 'wrong', triesLeft: MOST_TRIES - nth })
  expect((await give(slow, '000000')).kind).toBe('over')
  expect((await give(slow, code())).kind).toBe('over')
  const flood = await toSecondStep(person)
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => give(flood, '000000')))
  const judged = results.filter((one) => one.status === 'fulfilled' && one.value.kind === 'wrong')
  expect(judged.length).toBeLessThan(MOST_TRIES)
  expect(await lettersTo(person)).toContain('Wrong codes at your sign-in: Longcode')
})

test('a ticket opens once, only its own step, and ends by itself', async () => {
  const person = await makePerson()
  const { code } = await withAuthenticator(person)
  const ticket = await toSecondStep(person)
  expect((await give('', code())).kind).toBe('over')
  expect((await give(`${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'B' : 'A'}`, code())).kind).toBe('over')
  expect((await later(11, () => give(ticket, code()))).kind).toBe('over')
  expect((await give(ticket, code())).kind).toBe('session')
  expect((await give(ticket, code(1))).kind).toBe('over')
})

test('with the last factor go the recovery codes, and accounts that ask for one close', async () => {
  const person = await makePerson()
  await withAuthenticator(person)
  await tenantTransaction(person.accountId, (tx) => tx.query('update accounts set require_second_factor = true'))
  expect((await opened(person.session.id)).entry.open).toBe(true)
  await removeTotp(person.session.self)
  expect(await countRecoveryCodes(person.session.person.id)).toBe(0)
  expect((await opened(person.session.id)).entry).toMatchObject({ open: false, why: 'second_factor' })
  await expect(renewRecoveryCodes(person.session.self)).rejects.toMatchObject({ code: 'not_found' })
})
