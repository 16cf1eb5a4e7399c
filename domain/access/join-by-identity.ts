import { transaction } from '#lib/db.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { insertPerson } from './insert-person.ts'
import { listInvitationsOfEmail, type WaitingInvitation } from './list-invitations-of-email.ts'
import { openInvitation } from './open-invitation.ts'
import { IDENTITY, type Identity } from './read-identity.ts'
import type { Origin } from './scope.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { joinAccount } from './take-invitation.ts'
import { peekTicket, takeTicket } from './tickets.ts'

/** Somebody the provider vouches for and nobody here knows: who they are, and where they are invited. Null: the ticket has ended. */
export async function readNewcomer(
  ticket: string,
): Promise<{ identity: Identity; invitations: WaitingInvitation[] } | null> {
  const parsed = IDENTITY.safeParse((await peekTicket('oidc', ticket))?.payload.identity)
  if (!parsed.success) return null
  return { identity: parsed.data, invitations: await listInvitationsOfEmail(parsed.data.email) }
}

/** An invitation to their address makes them a person, without a password. Throws `link_used_up`. */
export async function joinByIdentity(input: {
  ticket: string
  invitationId: string
  origin: Origin
}): Promise<StartedSession & { email: string }> {
  const { origin } = input
  return transaction(async (tx) => {
    const { payload } = await takeTicket(tx, 'oidc', input.ticket)
    const { issuer, subject, email, name, secondFactor } = IDENTITY.parse(payload.identity)
    const place = (await listInvitationsOfEmail(email)).find((one) => one.invitationId === input.invitationId)
    if (!place) throw new Refusal('link_used_up')
    const { accountId, invitationId, role } = place
    const plain = parsePlainName(name)
    const known = { email, name: plain.ok ? plain.name : email }
    const personId = await insertPerson(tx, { ...known, passwordHash: null })
    if (!personId) throw new Refusal('link_used_up')
    await tx.query('insert into identities (issuer, subject, person_id, created_at) values ($1, $2, $3, $4)', [
      issuer,
      subject,
      personId,
      now(),
    ])
    await tx.query("select set_config('app.account_id', $1, true)", [accountId])
    // Held, so that of a revocation and this at once one comes first.
    if (!(await openInvitation(tx, accountId, invitationId))) throw new Refusal('link_used_up')
    await tx.query('update invitations set accepted_at = $3 where account_id = $1 and id = $2', [
      accountId,
      invitationId,
      now(),
    ])
    await joinAccount(tx, { accountId, invitationId, email, role }, { id: personId, name: known.name, origin })
    const session = await startSession(tx, { personId, method: 'oidc', secondFactor, origin, accountId })
    if (!session) throw new Error('a new member was on no account')
    return { ...session, email }
  })
}
