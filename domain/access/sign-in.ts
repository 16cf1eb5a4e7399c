import { networkOf } from '#lib/address-range.ts'
import { query, transaction } from '#lib/db.ts'
import { parseEmail } from '#lib/email-address.ts'
import { readDevice } from './device.ts'
import { type LimitSubject, takeTry } from './limits.ts'
import { checkPassword, MAX_PASSWORD } from './passwords.ts'
import type { Origin } from './scope.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { issueTicket } from './tickets.ts'

export type SignInInput = {
  email: string
  password: string
  origin: Origin
  /** The cookie of a browser in which somebody has signed in before. */
  device?: string | null
}

export type SignInResult =
  | { kind: 'refused' }
  /** The password was right, and the person has a second factor: `ticket` goes on to `completeSecondStep`. */
  | { kind: 'second_step'; ticket: string }
  | ({ kind: 'session'; email: string } & StartedSession)

type PersonRow = { id: string; password_hash: string | null; has_factor: boolean }

const PERSON = {
  name: 'person_to_sign_in',
  text: `select p.id, p.password_hash, exists (select from totps t where t.person_id = p.id and t.confirmed_at is not null)
           or exists (select from passkeys k where k.person_id = p.id) as has_factor
         from people p where p.email = $1`,
}

/** The same answer, after the same time, for an unknown e-mail, a wrong password and a person without accounts. Throws `slow_down`. */
export async function signIn({ email: written, password, origin, device = null }: SignInInput): Promise<SignInResult> {
  const parsed = parseEmail(written)
  const email = parsed.ok ? parsed.email : ''
  const forgive = await takeTry(...bucketsOf(email, origin, readDevice(device, email)))
  const [person] = parsed.ok ? await query<PersonRow>(PERSON, [email]) : []
  const right = await checkPassword(password.slice(0, MAX_PASSWORD + 1), person?.password_hash ?? null)
  if (!right || !person) return { kind: 'refused' }
  const result = await transaction(async (tx): Promise<SignInResult> => {
    if (person.has_factor)
      return { kind: 'second_step', ticket: await issueTicket(tx, { kind: 'second_step', personId: person.id }) }
    const session = await startSession(tx, { personId: person.id, method: 'password', secondFactor: false, origin })
    return session ? { kind: 'session', email, ...session } : { kind: 'refused' }
  })
  if (result.kind !== 'refused') await forgive()
  return result
}

function bucketsOf(email: string, { address }: Origin, deviceId: string | null): LimitSubject[] {
  if (deviceId) return [['sign-in device', deviceId]]
  const from = networkOf(address)
  return [
    ['sign-in address', from],
    ['sign-in address and e-mail', from, email],
    ['sign-in e-mail', email],
  ]
}
