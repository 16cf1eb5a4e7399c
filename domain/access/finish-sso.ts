import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { type Tx, transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { factorLetter } from './factor-letters.ts'
import { type Identity, readIdentity } from './read-identity.ts'
import type { Origin } from './scope.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { issueTicket } from './tickets.ts'

export type SsoResult =
  /** Why nobody is signed in, for the sign-in page to say. */
  | { kind: 'refused'; why: 'failed' | 'unverified' | 'taken' | 'no_account' }
  /** No person knows this e-mail; `ticket` says who they are at the provider, for `/sign-in/sso/new`. */
  | { kind: 'unknown'; ticket: string }
  | { kind: 'second_step'; ticket: string; next: string }
  | ({ kind: 'session'; email: string; next: string } & StartedSession)

type Person = { id: string; name: string; email: string; has_factor: boolean }

export async function finishSso(input: { ticket: string; query: string; origin: Origin }): Promise<SsoResult> {
  const journey = await readIdentity(input).catch((fault: unknown) => {
    log.warn({ fault: fault instanceof Error ? fault.message : 'unknown' }, 'single sign-on failed')
    return null
  })
  if (!journey) return { kind: 'refused', why: 'failed' }
  const { identity, next } = journey
  if (!identity) return { kind: 'refused', why: 'unverified' }
  return transaction((tx) => enter(tx, identity, next, input.origin))
}

async function enter(tx: Tx, identity: Identity, next: string, origin: Origin): Promise<SsoResult> {
  const person = (await personOf(tx, identity)) ?? (await link(tx, identity, origin))
  if (person === 'taken') return { kind: 'refused', why: 'taken' }
  if (!person) {
    const payload = { use: 'identity', next, identity }
    return { kind: 'unknown', ticket: await issueTicket(tx, { kind: 'oidc', payload }) }
  }
  const { id: personId, email } = person
  if (!identity.secondFactor && person.has_factor) {
    const ticket = await issueTicket(tx, { kind: 'second_step', personId, payload: { method: 'oidc' } })
    return { kind: 'second_step', ticket, next }
  }
  const session = await startSession(tx, { personId, method: 'oidc', secondFactor: identity.secondFactor, origin })
  return session ? { kind: 'session', email, next, ...session } : { kind: 'refused', why: 'no_account' }
}

const PERSON = `select p.id, p.name, p.email, exists (select from totps t where t.person_id = p.id and t.confirmed_at is not null)
    or exists (select from passkeys k where k.person_id = p.id) as has_factor from people p`

async function personOf(tx: Tx, { issuer, subject }: Identity): Promise<Person | null> {
  const [person] = await tx.query<Person>(
    `${PERSON} join identities i on i.person_id = p.id where i.issuer = $1 and i.subject = $2`,
    [issuer, subject],
  )
  return person ?? null
}

/**
 * The first time, the verified e-mail says who it is. Not for somebody whose place is taken by another subject of this provider: an
 * address that a company gives to its next employee must not open the sign-in of the one before.
 */
async function link(tx: Tx, { issuer, subject, email }: Identity, origin: Origin): Promise<Person | 'taken' | null> {
  const [person] = await tx.query<Person>(`${PERSON} where p.email = $1 for update of p`, [email])
  if (!person) return null
  const taken = await tx.query('select from identities where issuer = $1 and person_id = $2', [issuer, person.id])
  if (taken.length > 0) return 'taken'
  await tx.query('insert into identities (issuer, subject, person_id, created_at) values ($1, $2, $3, $4)', [
    issuer,
    subject,
    person.id,
    now(),
  ])
  const provider = env.oidc?.name ?? 'Single sign-on'
  await queueMail(tx, email, factorLetter(`Your sign-in opens by ${provider} from now on`, { email, origin }))
  await appendPersonAudit(
    tx,
    { personId: person.id, name: person.name, origin },
    { action: 'identity.linked', object: `person ${email}`, before: null, after: { issuer } },
  )
  return person
}
