import { takeTry } from '#domain/access/limits.ts'
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { ensureCustomer } from './ensure-customer.ts'
import { askStripe } from './stripe.ts'

/** Answers where the card is asked for, at Stripe. Its number never comes here; that it was saved, the web hook says. */
export async function startSavingCard(scope: Scope): Promise<string> {
  demand(scope, 'billing.manage')
  if (!env.stripe) throw new Refusal('card_payments_off')
  await takeTry(['payment page account', scope.accountId])
  const customer = await ensureCustomer(scope.accountId)
  const page = `${env.portal.url}/billing/payments`
  const session = await askStripe((client) =>
    client.checkout.sessions.create(
      {
        mode: 'setup',
        currency: 'usd',
        customer,
        allowed_payment_method_types: ['card'],
        success_url: `${page}?saved=1`,
        cancel_url: page,
      },
      { idempotencyKey: newId() },
    ),
  )
  if (!session.url) throw new Refusal('stripe_unreachable')
  return session.url
}
