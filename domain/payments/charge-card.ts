import Stripe from 'stripe'
import { log } from '#lib/log.ts'
import type { ClaimedRecharge } from './claim-recharge.ts'
import type { Paid } from './read-event.ts'
import { CENT_NANOS, stripe } from './stripe.ts'

/** `unknown`: it may have been charged; asked again with the same key, Stripe says. */
export type Charged = { kind: 'paid'; paid: Paid } | { kind: 'declined'; why: string } | { kind: 'unknown' }

/** Charges the saved card while nobody is there. Outside any transaction. */
export async function chargeCard(claimed: ClaimedRecharge): Promise<Charged> {
  const { accountId, paymentId, amountNanos, customerId, cardId } = claimed
  try {
    const intent = await stripe().paymentIntents.create(
      {
        amount: Number(amountNanos / CENT_NANOS),
        currency: 'usd',
        customer: customerId,
        payment_method: cardId,
        allowed_payment_method_types: ['card'],
        off_session: true,
        confirm: true,
        description: 'Longcode balance, auto-recharge',
        metadata: { account_id: accountId, payment_id: paymentId },
      },
      { idempotencyKey: paymentId },
    )
    if (intent.status === 'processing') return { kind: 'unknown' }
    if (intent.status !== 'succeeded') return { kind: 'declined', why: `Stripe left it as “${intent.status}”.` }
    return {
      kind: 'paid',
      paid: { nanos: amountNanos, method: { intentId: intent.id, cardId, brand: null, last4: null } },
    }
  } catch (fault) {
    if (fault instanceof Stripe.errors.StripeCardError) return { kind: 'declined', why: sentence(fault.message) }
    // Such as a card that was removed at Stripe: it will not be charged by asking again.
    if (fault instanceof Stripe.errors.StripeInvalidRequestError)
      return { kind: 'declined', why: sentence(fault.message) }
    log.warn({ accountId, paymentId, fault: String(fault) }, 'Stripe did not say whether a card was charged')
    return { kind: 'unknown' }
  }
}

function sentence(message: string): string {
  return message.slice(0, 200) || 'the bank gave no reason.'
}
