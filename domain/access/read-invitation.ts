import { query, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { openInvitation } from './open-invitation.ts'
import type { Role } from './scope.ts'
import { peekTicket } from './tickets.ts'

export type InvitationSeen = {
  email: string
  role: Role
  accountName: string
  invitedBy: string
  /** Whether somebody signs in with this e-mail already. Told to nobody but the owner of that mailbox, whose link this is. */
  isKnown: boolean
}

/** What the holder of a link is invited to, without using it up. Null: used, revoked, replaced or too old. */
export async function readInvitation(token: string): Promise<InvitationSeen | null> {
  const place = placeIn((await peekTicket('invitation', token))?.payload ?? {})
  if (!place) return null
  const { accountId, invitationId } = place
  const found = await tenantTransaction(accountId, async (tx) => {
    const invitation = await openInvitation(tx, accountId, invitationId)
    const [account] = await tx.query<{ name: string }>('select name from accounts where id = $1', [accountId])
    return invitation && account && invitation.expires_at > now() ? { invitation, account } : null
  })
  if (!found) return null
  const { email, role, invited_by: invitedBy } = found.invitation
  const known = await query('select 1 from people where email = $1', [email])
  return { email, role, accountName: found.account.name, invitedBy, isKnown: known.length > 0 }
}

/** Written by `writeInvitation` alone. */
export function placeIn(payload: Record<string, unknown>): { accountId: string; invitationId: string } | null {
  const { accountId, invitationId } = payload
  return typeof accountId === 'string' && typeof invitationId === 'string' ? { accountId, invitationId } : null
}
