import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { endInvitationsOf } from './end-invitations-of.ts'
import { endSessions } from './end-sessions.ts'
import { demandChange, holdMembers } from './hold-members.ts'
import { demand } from './permissions.ts'
import { emailOf } from './person-email.ts'
import { ROLES, type Scope } from './scope.ts'

/** Holds at once: what the member has open on this account ends, and they sign in anew with the new role. */
export async function changeRole(scope: Scope, input: { personId: string; role: string }): Promise<void> {
  demand(scope, 'members.manage')
  const { accountId } = scope
  const { personId } = input
  const to = ROLES.find((one) => one === input.role)
  if (!to) throw invalid({ role: 'Choose one of the roles.' })
  await tenantTransaction(accountId, async (tx) => {
    const members = await holdMembers(tx, accountId)
    const from = members.get(personId)
    if (!from) throw new Refusal('not_found')
    demandChange(scope, members, { from, to })
    if (from === to) return
    await tx.query('update memberships set role = $3 where account_id = $1 and person_id = $2', [
      accountId,
      personId,
      to,
    ])
    await endInvitationsOf(tx, { accountId, personId, role: to })
    await endSessions(tx, { personId, accountId })
    await appendAudit(tx, scope, {
      action: 'member.role_changed',
      object: `member ${await emailOf(tx, personId)}`,
      before: { role: from },
      after: { role: to },
    })
  })
}
