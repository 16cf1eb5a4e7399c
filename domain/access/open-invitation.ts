import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import type { Role } from './scope.ts'

export type OpenInvitation = { id: string; email: string; role: Role; invited_by: string; expires_at: Date }

/** An invitation that was neither accepted nor revoked, held until the transaction ends; it may have expired. */
export async function openInvitation(tx: Tx, accountId: string, id: string): Promise<OpenInvitation | null> {
  if (!isId(id)) return null
  const [invitation] = await tx.query<OpenInvitation>(
    `select id, email, role, invited_by, expires_at from invitations
     where account_id = $1 and id = $2 and accepted_at is null and revoked_at is null for update`,
    [accountId, id],
  )
  return invitation ?? null
}
