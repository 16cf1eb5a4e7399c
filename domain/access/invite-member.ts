import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { parseEmail } from '#lib/email-address.ts'
import { invalid } from '#lib/refusals.ts'
import { demandChange, holdMembers } from './hold-members.ts'
import { takeInvitationTry } from './invitation-limits.ts'
import { demand } from './permissions.ts'
import { ROLES, type Scope } from './scope.ts'
import { writeInvitation } from './write-invitation.ts'

/** Writes to somebody, known here or not, that they may join. Asking again replaces what was open. */
export async function inviteMember(scope: Scope, input: { email: string; role: string }): Promise<void> {
  demand(scope, 'members.manage')
  const { accountId } = scope
  const parsed = parseEmail(input.email)
  const role = ROLES.find((one) => one === input.role)
  if (!parsed.ok || !role)
    throw invalid({ email: parsed, role: role ? null : 'Choose what this person is to do on the account.' })
  const { email } = parsed
  await takeInvitationTry(accountId, email)
  await tenantTransaction(accountId, async (tx) => {
    const members = await holdMembers(tx, accountId)
    // Before anything is said about who is on the account.
    demandChange(scope, members, { from: null, to: role })
    const member = await tx.query(
      'select 1 from memberships m join people p on p.id = m.person_id where m.account_id = $1 and p.email = $2',
      [accountId, email],
    )
    if (member.length > 0) throw invalid({ email: 'This person is on the account already.' })
    await writeInvitation(tx, scope, { email, role, members })
    await appendAudit(tx, scope, {
      action: 'member.invited',
      object: `invitation ${email}`,
      before: null,
      after: { role },
    })
  })
}
