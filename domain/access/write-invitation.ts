import { invitationLetter } from '#domain/mail/letters.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { demandChange, type Members } from './hold-members.ts'
import type { Role, Scope } from './scope.ts'
import { issueTicket, LIVES_MS } from './tickets.ts'

/**
 * An invitation and its mail; everybody is held. One that is open for the same e-mail is replaced, and its link dies with it: an
 * owner's by owners alone.
 */
export async function writeInvitation(
  tx: Tx,
  scope: Scope,
  { email, role, members }: { email: string; role: Role; members: Members },
): Promise<void> {
  const { accountId, actor } = scope
  const at = now()
  demandChange(scope, members, { from: null, to: role })
  const ended = await tx.query<{ role: Role }>(
    `update invitations set revoked_at = $3
     where account_id = $1 and email = $2 and accepted_at is null and revoked_at is null returning role`,
    [accountId, email, at],
  )
  for (const before of ended) demandChange(scope, members, { from: null, to: before.role })
  const invitationId = newId(at)
  await tx.query(
    `insert into invitations (account_id, id, email, role, invited_by, inviter_id, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      accountId,
      invitationId,
      email,
      role,
      actor.name,
      actor.kind === 'person' ? actor.id : null,
      at,
      new Date(at.getTime() + LIVES_MS.invitation),
    ],
  )
  const [account] = await tx.query<{ name: string }>('select name from accounts where id = $1', [accountId])
  const token = await issueTicket(tx, { kind: 'invitation', payload: { accountId, invitationId } })
  const letter = invitationLetter({ token, role, accountName: account?.name ?? '', inviter: actor.name })
  await queueMail(tx, email, letter)
}
