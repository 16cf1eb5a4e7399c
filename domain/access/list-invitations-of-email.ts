import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Role } from './scope.ts'

export type WaitingInvitation = { accountId: string; invitationId: string; accountName: string; role: Role }

/** To whom this address belongs they may be told: it has been proved, by its provider or by a mail. */
export async function listInvitationsOfEmail(email: string): Promise<WaitingInvitation[]> {
  const rows = await query<{ account_id: string; id: string; account_name: string; role: Role }>(
    'select * from invitations_for_email($1, $2)',
    [email, now()],
  )
  return rows.map(({ account_id: accountId, id: invitationId, account_name: accountName, role }) => ({
    accountId,
    invitationId,
    accountName,
    role,
  }))
}
