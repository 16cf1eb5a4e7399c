import { takeTry } from '#domain/access/limits.ts'
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { readAmount } from '#domain/ledger/read-amount.ts'
import { tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { ensureCustomer } from './ensure-customer.ts'
import { PAYMENT_BOUNDS } from './payment-bounds.ts'
import { askStripe, CENT_NANOS } from './stripe.ts'

const PAGE = '/billing/payments'

/** Answers where the card is asked for: a page of Stripe's. Nothing is credited before Stripe says by its web hook that it was paid. */
export async function startTopUp(scope: Scope, input: { amount: string; saveCard: boolean }): Promise<string> {
  demand(scope, 'billing.manage')
  const read = readAmount(input.amount, PAYMENT_BOUNDS)
  if (!read.ok) throw invalid({ amount: read.problem })
  if (!env.stripe) throw new Refusal('card_payments_off')
  const { accountId } = scope
  await takeTry(['payment page account', accountId])
  const customer = await ensureCustomer(accountId)
  const paymentId = await writePayment(scope, read.nanos)
  const metadata = { account_id: accountId, payment_id: paymentId }
  const session = await askStripe((client) =>
    client.checkout.sessions.create(
      {
        mode: 'payment',
        customer,
        client_reference_id: paymentId,
        allowed_payment_method_types: ['card'],
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: 'usd',
              unit_amount: Number(read.nanos / CENT_NANOS),
              product_data: { name: 'Longcode balance' },
            },
          },
        ],
        metadata,
        payment_intent_data: { metadata, ...(input.saveCard ? { setup_future_usage: 'off_session' as const } : {}) },
        success_url: `${env.portal.url}${PAGE}?paid=${paymentId}`,
        cancel_url: `${env.portal.url}${PAGE}`,
      },
      { idempotencyKey: paymentId },
    ),
  ).catch(async (fault: unknown) => {
    // Nobody has the address of its page, so nobody can pay it.
    await closePayment(accountId, paymentId)
    throw fault
  })
  await tenantTransaction(accountId, (tx) =>
    tx.query('update payments set session_id = $3 where account_id = $1 and id = $2', [
      accountId,
      paymentId,
      session.id,
    ]),
  )
  if (!session.url) throw new Refusal('stripe_unreachable')
  return session.url
}

async function writePayment(scope: Scope, amountNanos: bigint): Promise<string> {
  const at = now()
  const id = newId(at)
  await tenantTransaction(scope.accountId, async (tx) => {
    await tx.query(
      `insert into payments (account_id, id, kind, state, amount_nanos, started_by, created_at)
       values ($1, $2, 'top_up', 'pending', $3, $4, $5)`,
      [scope.accountId, id, amountNanos, scope.actor.name, at],
    )
    await appendAudit(tx, scope, {
      action: 'payment.started',
      object: id,
      before: null,
      after: { amountNanos: amountNanos.toString() },
    })
  })
  return id
}

async function closePayment(accountId: string, id: string): Promise<void> {
  await tenantTransaction(accountId, (tx) =>
    tx.query(
      `update payments set state = 'canceled', ended_at = $3, failure = 'Stripe did not open a page for it.'
       where account_id = $1 and id = $2 and state = 'pending'`,
      [accountId, id, now()],
    ),
  )
}
