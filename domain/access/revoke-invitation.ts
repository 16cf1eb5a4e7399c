import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { demandChange, holdMembers } from './hold-members.ts'
import { openInvitation } from './open-invitation.ts'
import { demand } from './permissions.ts'
import type { Scope } from './scope.ts'

/** Its link opens nothing from now on. */
export async function revokeInvitation(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'members.manage')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const members = await holdMembers(tx, accountId)
    const invitation = await openInvitation(tx, accountId, id)
    if (!invitation) throw new Refusal('not_found')
    demandChange(scope, members, { from: null, to: invitation.role })
    await tx.query('update invitations set revoked_at = $3 where account_id = $1 and id = $2', [accountId, id, now()])
    await appendAudit(tx, scope, {
      action: 'invitation.revoked',
      object: `invitation ${invitation.email}`,
      before: { role: invitation.role },
      after: null,
    })
  })
}
