import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { query, transaction } from '#lib/db.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { hashPassword, passwordProblem } from './passwords.ts'
import type { Origin } from './scope.ts'
import { setPassword } from './set-password.ts'
import { peekTicket, takeTicket } from './tickets.ts'

type Person = { id: string; email: string; name: string }

/** Whose password a link resets, or null when it opens nothing any more. */
export async function readReset(token: string): Promise<{ email: string } | null> {
  const person = await personOf(token)
  return person && { email: person.email }
}

/**
 * Sets a new password, by a link that only the person's mail had. It proves the mail and not the second factor: that is asked for at
 * the sign-in that follows. Throws `link_used_up`, and `invalid` for the field `password`.
 */
export async function resetPassword(input: { token: string; password: string; origin: Origin }): Promise<void> {
  const { token, password, origin } = input
  const person = await personOf(token)
  if (!person) throw new Refusal('link_used_up')
  const { id: personId, email, name } = person
  const problem = passwordProblem(password, email, name)
  if (problem) throw invalid({ password: problem })
  const passwordHash = await hashPassword(password)
  await transaction(async (tx) => {
    await takeTicket(tx, 'reset', token)
    await setPassword(tx, { personId, email }, passwordHash)
    const entry = { action: 'person.password_reset', object: `person ${email}`, before: null, after: null }
    await appendPersonAudit(tx, { personId, name, origin }, entry)
  })
}

async function personOf(token: string): Promise<Person | null> {
  const ticket = await peekTicket('reset', token)
  if (!ticket?.personId) return null
  const [person] = await query<Person>('select id, email, name from people where id = $1', [ticket.personId])
  return person ?? null
}
