import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import type { Self } from './scope.ts'
import { joinAccount, takeInvitation } from './take-invitation.ts'

/**
 * Joins as who one is already, and turns the present session to that account. Only for the e-mail that was invited: a link that
 * was passed on opens nothing, and is not used up by the wrong person.
 */
export async function acceptInvitation(self: Self, { token }: { token: string }): Promise<void> {
  const { personId, name, email, origin, sessionId } = self
  await transaction(async (tx) => {
    const invitation = await takeInvitation(tx, token)
    if (invitation.email !== email) throw new Refusal('link_used_up')
    await joinAccount(tx, invitation, { id: personId, name, origin })
    await tx.query('update sessions set account_id = $2 where id = $1 and ended_at is null', [
      sessionId,
      invitation.accountId,
    ])
  })
}
