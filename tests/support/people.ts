/** People of a test's own, who come in the way people do. */
import { randomUUID } from 'node:crypto'
import { confirmSignUp } from '#domain/access/confirm-sign-up.ts'
import { inviteMember } from '#domain/access/invite-member.ts'
import { joinAsNewPerson } from '#domain/access/join-as-new-person.ts'
import { openPerson, openSession, type PersonSession, type Session } from '#domain/access/open-session.ts'
import type { Role } from '#domain/access/scope.ts'
import { signIn } from '#domain/access/sign-in.ts'
import { signUp } from '#domain/access/sign-up.ts'
import { newestToken } from './mails.ts'

export const PASSWORD = 'four quiet harbour lights'

/** Each caller sits somewhere else, so that no limit of one address is met by chance. */
let callers = 0
export function somewhere() {
  callers += 1
  return { address: `2001:db8:0:${callers.toString(16)}::7`, agent: 'test' }
}

export function newEmail(name = 'ana'): string {
  return `${name}-${randomUUID()}@sound.example`
}

/** Signs up and confirms: an owner with an account of their own. */
export async function comeIn({ name = 'Ana Sound', accountName = 'Sound Cafe' } = {}): Promise<Session> {
  const email = newEmail()
  const origin = somewhere()
  await signUp({ email, name, accountName, timeZone: 'America/New_York', password: PASSWORD, origin })
  return openOrFail((await confirmSignUp({ token: await newestToken(email), password: PASSWORD }, origin)).sessionId)
}

/** Invited to the account of `by`, and joins as somebody new. */
export async function join(by: Session, role: Role, name = 'Ben Sound'): Promise<Session> {
  const email = newEmail('ben')
  await inviteMember(by.scope, { email, role })
  const token = await newestToken(email)
  const joined = await joinAsNewPerson({ token, name, password: PASSWORD, origin: somewhere() })
  return openOrFail(joined.sessionId)
}

export async function openOrFail(sessionId: string): Promise<Session> {
  const session = await openSession(sessionId)
  if (!session) throw new Error('the session opens no account')
  return session
}

/** Signs in with a password alone. */
export async function signInAs(email: string, password = PASSWORD): Promise<PersonSession> {
  const result = await signIn({ email, password, origin: somewhere() })
  const person = result.kind === 'session' ? await openPerson(result.sessionId) : null
  if (!person) throw new Error(`the sign-in was ${result.kind}`)
  return person
}
