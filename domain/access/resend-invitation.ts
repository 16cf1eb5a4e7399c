import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { holdMembers } from './hold-members.ts'
import { takeInvitationTry } from './invitation-limits.ts'
import { openInvitation } from './open-invitation.ts'
import { demand } from './permissions.ts'
import type { Scope } from './scope.ts'
import { writeInvitation } from './write-invitation.ts'

/** The same once more, with a fresh link for another week; the link before dies. */
export async function resendInvitation(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'members.manage')
  const { accountId } = scope
  const invitation = await tenantTransaction(accountId, (tx) => openInvitation(tx, accountId, id))
  if (!invitation) throw new Refusal('not_found')
  const { email, role } = invitation
  await takeInvitationTry(accountId, email)
  await tenantTransaction(accountId, async (tx) => {
    const members = await holdMembers(tx, accountId)
    // Accepted or revoked meanwhile.
    if (!(await openInvitation(tx, accountId, id))) throw new Refusal('not_found')
    await writeInvitation(tx, scope, { email, role, members })
    await appendAudit(tx, scope, {
      action: 'invitation.sent_again',
      object: `invitation ${email}`,
      before: null,
      after: { role },
    })
  })
}
