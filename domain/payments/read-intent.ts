import { type Paid, type Who, whoIn } from './read-event.ts'
import { askStripe, CENT_NANOS } from './stripe.ts'

/** What Stripe knows of a payment now. */
export async function readIntent(id: string): Promise<{ who: Who; paid: Paid | null }> {
  const intent = await askStripe((client) => client.paymentIntents.retrieve(id))
  const isPaid = intent.status === 'succeeded' && intent.currency === 'usd'
  const cardId = typeof intent.payment_method === 'string' ? intent.payment_method : null
  const method = { intentId: intent.id, cardId, brand: null, last4: null }
  return {
    who: whoIn(intent.metadata),
    paid: isPaid ? { nanos: BigInt(intent.amount_received) * CENT_NANOS, method } : null,
  }
}
