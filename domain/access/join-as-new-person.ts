import { transaction } from '#lib/db.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { insertPerson } from './insert-person.ts'
import { hashPassword, passwordProblem } from './passwords.ts'
import { readInvitation } from './read-invitation.ts'
import type { Origin } from './scope.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { joinAccount, takeInvitation } from './take-invitation.ts'

type Input = { token: string; name: string; password: string; origin: Origin }

/** Joins as somebody who was not here before: the link has proved the e-mail. Throws `link_used_up`. */
export async function joinAsNewPerson(input: Input): Promise<StartedSession & { email: string }> {
  const { token, password, origin } = input
  const seen = await readInvitation(token)
  if (!seen || seen.isKnown) throw new Refusal('link_used_up')
  const name = parsePlainName(input.name)
  const problem = passwordProblem(password, seen.email, ...(name.ok ? [name.name] : []))
  if (!name.ok || problem) throw invalid({ name, password: problem })
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    const invitation = await takeInvitation(tx, token)
    const { email, accountId } = invitation
    const personId = await insertPerson(tx, { email, name: name.name, passwordHash })
    // Signed up in another window meanwhile: the link stays, and is accepted by who they are now.
    if (!personId) throw new Refusal('link_used_up')
    await joinAccount(tx, invitation, { id: personId, name: name.name, origin })
    const session = await startSession(tx, { personId, method: 'password', secondFactor: false, origin, accountId })
    if (!session) throw new Error('a new member was on no account')
    return { ...session, email }
  })
}
