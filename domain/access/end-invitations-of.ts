import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { roleMay } from './permissions.ts'
import type { Role } from './scope.ts'

/**
 * An invitation lives no longer than its inviter's right to give it: ends what they may not give any more with their new role, all of
 * it where they have left (null). In the transaction that changes the role; the members are held (`holdMembers`).
 */
export async function endInvitationsOf(
  tx: Tx,
  { accountId, personId, role }: { accountId: string; personId: string; role: Role | null },
): Promise<void> {
  const mayInvite = role !== null && roleMay(role, 'members.manage')
  await tx.query(
    `update invitations set revoked_at = $3
     where account_id = $1 and inviter_id = $2 and accepted_at is null and revoked_at is null
       and (not $4 or (role = 'owner' and not $5))`,
    [accountId, personId, now(), mayInvite, role === 'owner'],
  )
}
