/**
 * One crossing, one payment. The claim commits before Stripe is asked; what Stripe is asked carries the payment's id as idempotency
 * key, so a worker that died over it is followed by one that asks for the same, and gets the same answer.
 */

import { applyEvent } from './apply-event.ts'
import { chargeCard } from './charge-card.ts'
import { claimRecharge } from './claim-recharge.ts'
import { finishRecharge } from './finish-recharge.ts'
import { recordDeclined } from './record-declined.ts'

export async function recharge(accountId: string): Promise<void> {
  const claimed = await claimRecharge(accountId)
  if (!claimed) return
  const { signalId, paymentId } = claimed
  const charged = await chargeCard(claimed)
  // Unknown: the claim lapses, and the same is asked again.
  if (charged.kind === 'unknown') return
  if (charged.kind === 'declined') {
    await recordDeclined(accountId, { signalId, paymentId, ...charged })
    return
  }
  await applyEvent(accountId, paymentId, null, { kind: 'paid', who: { accountId, paymentId }, paid: charged.paid })
  await finishRecharge(accountId, signalId, 'charged')
}
