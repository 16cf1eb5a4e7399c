/** After the password, or the identity provider: a code, a recovery code or a passkey. Five tries, then the sign-in begins anew. */
import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { networkOf } from '#lib/address-range.ts'
import { query, type Tx, transaction } from '#lib/db.ts'
import { checkCode } from './check-code.ts'
import { checkPasskey } from './check-passkey.ts'
import { readDevice } from './device.ts'
import { factorLetter, wrongCodesLetter } from './factor-letters.ts'
import { type LimitSubject, mayGoOn, takeTry } from './limits.ts'
import { RECOVERY_CODES, takeRecoveryCode } from './recovery-codes.ts'
import type { Origin } from './scope.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { countTry, peekTicket, takeTicket } from './tickets.ts'

export type SecondProof =
  | { kind: 'code' | 'recovery'; code: string }
  /** What the browser answered, as JSON. */
  | { kind: 'passkey'; response: string }

export type SecondStepResult =
  | ({ kind: 'session'; email: string } & StartedSession)
  | { kind: 'wrong'; triesLeft: number }
  /** The ticket opens nothing any more: the sign-in begins anew. */
  | { kind: 'over' }

export const MOST_TRIES = 5

type Person = { id: string; name: string; email: string }
type Input = { ticket: string; proof: SecondProof; origin: Origin; device?: string | null }

/** Throws `slow_down`. */
export async function completeSecondStep({ ticket, proof, origin, device = null }: Input): Promise<SecondStepResult> {
  const person = await personOf(ticket)
  if (!person) return { kind: 'over' }
  const forgive = await takeTries(proof.kind, person, origin, device)
  // Counted before it is judged: of a hundred at once, five are judged.
  const triesLeft = (await countTry('second_step', ticket, MOST_TRIES + 1)) - 1
  if (triesLeft < 0) return { kind: 'over' }
  const shown = proof.kind === 'passkey' ? await checkPasskey('second_step', proof.response, person.id) : true
  const session = shown ? await transaction((tx) => enter(tx, { ticket, person, proof, origin })) : null
  if (session) {
    await forgive()
    return { kind: 'session', email: person.email, ...session }
  }
  if (triesLeft > 0) return { kind: 'wrong', triesLeft }
  await countTry('second_step', ticket, MOST_TRIES)
  await warn(person, origin)
  return { kind: 'over' }
}

/** Who stands between the two steps, and what they can show; null when the ticket opens nothing. */
export async function readSecondStep(ticket: string): Promise<{ hasTotp: boolean; hasPasskeys: boolean } | null> {
  const personId = (await peekTicket('second_step', ticket))?.personId
  if (!personId) return null
  const [row] = await query<{ has_totp: boolean; has_passkeys: boolean }>(
    `select exists (select from totps where person_id = $1 and confirmed_at is not null) as has_totp,
       exists (select from passkeys where person_id = $1) as has_passkeys`,
    [personId],
  )
  return row ? { hasTotp: row.has_totp, hasPasskeys: row.has_passkeys } : null
}

async function personOf(ticket: string): Promise<Person | null> {
  const personId = (await peekTicket('second_step', ticket))?.personId
  if (!personId) return null
  const [person] = await query<Person>('select id, name, email from people where id = $1', [personId])
  return person ?? null
}

/** Null when a code is wrong; a passkey was checked before. A ticket that has ended meanwhile throws, and takes back what the proof has used up. */
async function enter(
  tx: Tx,
  { ticket, person, proof, origin }: Pick<Input, 'ticket' | 'proof' | 'origin'> & { person: Person },
): Promise<StartedSession | null> {
  const codesLeft = proof.kind === 'recovery' ? await takeRecoveryCode(tx, person.id, proof.code) : null
  if (proof.kind === 'recovery' && codesLeft === null) return null
  if (proof.kind === 'code' && !(await checkCode(person.id, proof.code, tx))) return null
  const { payload } = await takeTicket(tx, 'second_step', ticket)
  const method = payload.method === 'oidc' ? 'oidc' : 'password'
  const session = await startSession(tx, { personId: person.id, method, secondFactor: true, origin })
  if (codesLeft !== null) await tellOfRecovery(tx, person, origin, codesLeft)
  return session
}

async function tellOfRecovery(tx: Tx, { id: personId, name, email }: Person, origin: Origin, left: number) {
  const more = `${left} of ${RECOVERY_CODES} codes are left. Make new ones on the security page before they run out.`
  await queueMail(tx, email, factorLetter('A recovery code was used to sign in', { email, origin }, { more }))
  await appendPersonAudit(
    tx,
    { personId, name, origin },
    {
      action: 'recovery_code.used',
      object: `recovery codes of ${email}`,
      before: { left: left + 1 },
      after: { left },
    },
  )
}

/** A passkey cannot be guessed and needs no bucket. An address fills its own bucket first, so that one place alone cannot fill the person's. */
async function takeTries(kind: SecondProof['kind'], { id, email }: Person, origin: Origin, device: string | null) {
  if (kind === 'passkey') return async () => {}
  const deviceId = readDevice(device, email)
  const buckets: LimitSubject[] = deviceId
    ? [['code device', deviceId, id]]
    : [
        ['code address and person', networkOf(origin.address), id],
        [kind === 'code' ? 'code person' : 'recovery code person', id],
      ]
  const forgiveAll: (() => Promise<void>)[] = []
  for (const bucket of buckets) forgiveAll.push(await takeTry(bucket))
  return async () => {
    for (const forgive of forgiveAll) await forgive()
  }
}

async function warn({ email }: Person, origin: Origin): Promise<void> {
  if (!(await mayGoOn('mail to e-mail', 'wrong codes', email))) return
  await transaction((tx) => queueMail(tx, email, wrongCodesLetter({ email, origin }, MOST_TRIES)))
}
