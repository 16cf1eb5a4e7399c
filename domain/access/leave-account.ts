import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { endInvitationsOf } from './end-invitations-of.ts'
import { endSessions } from './end-sessions.ts'
import { demandOwnerLeft, holdMembers } from './hold-members.ts'
import type { Scope, Self } from './scope.ts'

/** Takes oneself off the account that is open. The present session goes on where there is another account, and ends where there is none. */
export async function leaveAccount(scope: Scope, self: Self): Promise<void> {
  const { accountId } = scope
  const { personId, sessionId, email } = self
  await tenantTransaction(accountId, async (tx) => {
    const members = await holdMembers(tx, accountId)
    const from = members.get(personId)
    if (!from) throw new Refusal('not_found')
    demandOwnerLeft(members, { from, to: null })
    await tx.query('delete from memberships where account_id = $1 and person_id = $2', [accountId, personId])
    await endInvitationsOf(tx, { accountId, personId, role: null })
    const [next] = await tx.query<{ account_id: string }>(
      'select account_id from memberships where person_id = $1 order by created_at limit 1',
      [personId],
    )
    await endSessions(tx, { personId, accountId, except: next ? sessionId : null })
    if (next) await tx.query('update sessions set account_id = $2 where id = $1', [sessionId, next.account_id])
    await appendAudit(tx, scope, {
      action: 'member.left',
      object: `member ${email}`,
      before: { role: from },
      after: null,
    })
  })
}
