import { appendAudit } from '#domain/audit/append-audit.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { openInvitation } from './open-invitation.ts'
import { placeIn } from './read-invitation.ts'
import { makeScope, type Origin, type Role } from './scope.ts'
import { takeTicket } from './tickets.ts'

export type TakenInvitation = { accountId: string; invitationId: string; email: string; role: Role }

/** Uses a link up, and turns the transaction to its account. Throws `link_used_up`. */
export async function takeInvitation(tx: Tx, token: string): Promise<TakenInvitation> {
  const place = placeIn((await takeTicket(tx, 'invitation', token)).payload)
  if (!place) throw new Refusal('link_used_up')
  const { accountId, invitationId } = place
  await tx.query("select set_config('app.account_id', $1, true)", [accountId])
  const invitation = await openInvitation(tx, accountId, invitationId)
  if (!invitation || invitation.expires_at <= now()) throw new Refusal('link_used_up')
  await tx.query('update invitations set accepted_at = $3 where account_id = $1 and id = $2', [
    accountId,
    invitationId,
    now(),
  ])
  return { accountId, invitationId, email: invitation.email, role: invitation.role }
}

/** Puts the person on the account as invited. Who is on it already keeps the role that they have. */
export async function joinAccount(
  tx: Tx,
  { accountId, email, role }: TakenInvitation,
  { id, name, origin }: { id: string; name: string; origin: Origin },
): Promise<void> {
  const joined = await tx.query(
    `insert into memberships (account_id, person_id, role, created_at) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [accountId, id, role, now()],
  )
  if (joined.length === 0) return
  const scope = makeScope(accountId, { kind: 'person', id, name, role }, origin)
  await appendAudit(tx, scope, { action: 'member.joined', object: `member ${email}`, before: null, after: { role } })
}
