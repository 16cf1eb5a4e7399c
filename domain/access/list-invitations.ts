import { tenantTransaction } from '#lib/db.ts'
import { demand } from './permissions.ts'
import type { Role, Scope } from './scope.ts'

export type Invitation = { id: string; email: string; role: Role; invitedBy: string; at: Date; expiresAt: Date }

/** Those that nobody has answered yet, also when they are too old by now: they can be sent again. */
export async function listInvitations(scope: Scope): Promise<Invitation[]> {
  demand(scope, 'members.manage')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<Invitation>(
      `select id, email, role, invited_by as "invitedBy", created_at as at, expires_at as "expiresAt" from invitations
       where account_id = $1 and accepted_at is null and revoked_at is null order by id desc`,
      [scope.accountId],
    ),
  )
}
