import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { insertOptOuts } from './insert-opt-outs.ts'
import type { Pair } from './opt-out.ts'

/**
 * Accepting blocks the pair as STOP would have, with the message as its proof; the consumer is not written to, since a confirmation is only
 * allowed within minutes. What was dismissed can still be accepted. Throws `not_found`, `review_decided`.
 */
export async function decideReview(
  scope: Scope,
  { messageId, accept }: { messageId: string; accept: boolean },
): Promise<Pair> {
  demand(scope, 'routing.manage')
  const { accountId, actor } = scope
  if (!isId(messageId)) throw new Refusal('not_found')
  return tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    const [review] = await tx.query<Pair & { state: string; decidedBy: string | null }>(
      `select number, consumer, is_test as "isTest", state, decided_by as "decidedBy" from optout_reviews
       where account_id = $1 and message_id = $2`,
      [accountId, messageId],
    )
    if (!review) throw new Refusal('not_found')
    if (review.state === 'accepted' || (review.state === 'dismissed' && !accept))
      throw new Refusal('review_decided', { places: { what: review.state, who: review.decidedBy ?? 'somebody' } })
    const state = accept ? 'accepted' : 'dismissed'
    await tx.query(
      'update optout_reviews set state = $3, decided_by = $4, decided_at = $5 where account_id = $1 and message_id = $2',
      [accountId, messageId, state, actor.name, now()],
    )
    const { number, consumer, isTest } = review
    if (accept)
      await insertOptOuts(tx, accountId, [{ number, consumer, isTest, source: 'phrase', messageId, actor: actor.name }])
    await appendAudit(tx, scope, {
      action: accept ? 'opt_out_review.accepted' : 'opt_out_review.dismissed',
      object: `${consumer} from ${number}`,
      before: { state: review.state },
      after: { state },
    })
    return { number, consumer, isTest }
  })
}
