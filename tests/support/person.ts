/** People of a test's own, and what they hold in their hands: a password, an authenticator app, a browser. */
import { randomUUID } from 'node:crypto'
import { generateSync } from 'otplib'
import { beginTotp } from '#domain/access/begin-totp.ts'
import { confirmTotp } from '#domain/access/confirm-totp.ts'
import { createAccount } from '#domain/access/create-account.ts'
import { openPerson, type PersonSession } from '#domain/access/open-session.ts'
import { readTotpTrial } from '#domain/access/read-totp-trial.ts'
import type { Origin } from '#domain/access/scope.ts'
import { signIn } from '#domain/access/sign-in.ts'
import { now } from '#lib/time.ts'

export const HOME: Origin = {
  address: '198.51.100.7',
  agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
}

let addresses = 0
/** A place that nobody in this test file has been at. */
export function elsewhere(): Origin {
  const nth = addresses++
  return { address: `203.0.${113 + (nth >> 8)}.${nth & 255}`, agent: null }
}

export type TestPerson = { email: string; password: string; accountId: string; session: PersonSession }

export async function makePerson(): Promise<TestPerson> {
  const email = `person-${randomUUID()}@harbor.example`
  const password = randomUUID()
  const owner = { email, password, name: 'Olivia Harbor' }
  const { accountId } = await createAccount({ name: 'Harbor Dental', timeZone: 'America/Los_Angeles', owner })
  const result = await signIn({ email, password, origin: HOME })
  if (result.kind !== 'session') throw new Error(`signing in ended as ${result.kind}`)
  return { email, password, accountId, session: await opened(result.sessionId) }
}

export async function opened(sessionId: string): Promise<PersonSession> {
  const session = await openPerson(sessionId, HOME)
  if (!session) throw new Error('this session does not open')
  return session
}

export type Authenticator = { code: (stepsFromNow?: number) => string; recoveryCodes: string[] }

/** The code that an app shows for this key. */
export function codeOf(key: string, stepsFromNow = 0): string {
  const epoch = Math.floor(now().getTime() / 1000) + stepsFromNow * 30
  return generateSync({ secret: key.replaceAll(' ', ''), epoch })
}

/** With an authenticator app that was set up some minutes ago: the code of this moment is not used yet. */
export async function withAuthenticator({ session }: TestPerson): Promise<Authenticator> {
  await beginTotp(session.self)
  const trial = await readTotpTrial(session)
  if (!trial) throw new Error('nothing is on trial')
  const { recoveryCodes } = await confirmTotp(session.self, { code: codeOf(trial.key, -1) })
  return { code: (steps) => codeOf(trial.key, steps), recoveryCodes: recoveryCodes ?? [] }
}

/** The password was right: the ticket to the second step. */
export async function toSecondStep({ email, password }: TestPerson, origin: Origin = HOME): Promise<string> {
  const result = await signIn({ email, password, origin })
  if (result.kind !== 'second_step') throw new Error(`signing in ended as ${result.kind}`)
  return result.ticket
}
