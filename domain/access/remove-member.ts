import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { endInvitationsOf } from './end-invitations-of.ts'
import { endSessions } from './end-sessions.ts'
import { demandChange, holdMembers } from './hold-members.ts'
import { demand } from './permissions.ts'
import { emailOf } from './person-email.ts'
import type { Scope } from './scope.ts'

/** They are out at once, whatever they had open here. API keys that they made are the account’s and go on. */
export async function removeMember(scope: Scope, { personId }: { personId: string }): Promise<void> {
  demand(scope, 'members.manage')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const members = await holdMembers(tx, accountId)
    const from = members.get(personId)
    if (!from) throw new Refusal('not_found')
    demandChange(scope, members, { from, to: null })
    await tx.query('delete from memberships where account_id = $1 and person_id = $2', [accountId, personId])
    await endInvitationsOf(tx, { accountId, personId, role: null })
    await endSessions(tx, { personId, accountId })
    await appendAudit(tx, scope, {
      action: 'member.removed',
      object: `member ${await emailOf(tx, personId)}`,
      before: { role: from },
      after: null,
    })
  })
}
