/** What Stripe tells: credited once and to the right account, whatever comes twice, late, before another, or from somebody else. */
import '#tests/support/stripe/for-this-file.ts'

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyBooks } from '#domain/ledger/verify-books.ts'
import { listPayments, listRefusedEvents, readPayment } from '#domain/payments/list-payments.ts'
import { readStripeTrouble } from '#domain/payments/read-stripe-trouble.ts'
import { receiveEvent } from '#domain/payments/receive-event.ts'
import { startTopUp } from '#domain/payments/start-top-up.ts'
import { tellStripe } from '#server/commands/tell-stripe.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { books } from '#tests/support/books.ts'
import { accept } from '#tests/support/road.ts'
import { intentOf, type Json, type Signed } from '#tests/support/stripe/double.ts'
import { stripeDouble } from '#tests/support/stripe/for-this-file.ts'
import { chargeOf } from '#tests/support/stripe/objects.ts'

const DOLLAR = 1_000_000_000n
const receive = ({ bytes, signature }: Signed) => receiveEvent(bytes, signature, '203.0.113.9')
const tell = (type: string, object: Json, more?: Json) => receive(stripeDouble.event(type, object, more))
const available = async ({ scope }: TestAccount) => (await books({ scope })).balance.available

/** An account without money and a payment of $25.00 that waits for its card. */
async function payer() {
  const account = await makeAccount({ nanos: 0n })
  await startTopUp(account.scope, { amount: '25.00', saveCard: false })
  const [payment] = (await listPayments(account.scope, null)).payments
  const paymentId = payment?.id ?? ''
  const metadata = { account_id: account.scope.accountId, payment_id: paymentId }
  const intent = intentOf({ amount: 2500, metadata, customer: 'cus_1', card: 'pm_4242' })
  return { account, paymentId, intent, charge: (more?: Json) => chargeOf(intent, more) }
}

describe('a payment', () => {
  test('is credited once, by whichever of its events comes first, and knows its card', async () => {
    const { account, paymentId, intent, charge } = await payer()
    expect(await tell('payment_intent.succeeded', intent)).toBe('done')
    expect(await tell('charge.succeeded', charge())).toBe('ignored')
    expect(await tell('checkout.session.completed', session(intent))).toBe('ignored')
    expect(await available(account)).toBe(25n * DOLLAR)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({
      state: 'succeeded',
      brand: 'visa',
      last4: '4242',
      receiptNumber: 1,
    })
    expect((await verifyBooks(account.scope)).whole).toBe(true)
  })

  test('is credited once when one event is delivered twelve times at once', async () => {
    const { account, intent } = await payer()
    const event = stripeDouble.event('payment_intent.succeeded', intent)
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => receive(event).catch(() => 'again')))
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1)
    expect(await receive(event)).toBe('seen')
    expect(await available(account)).toBe(25n * DOLLAR)
  })

  test('that was declined first and paid later is paid; told the other way round as well', async () => {
    const { account, intent, paymentId } = await payer()
    const failed = { ...intent, status: 'requires_payment_method', last_payment_error: { message: 'Too little.' } }
    await tell('payment_intent.payment_failed', failed)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ state: 'pending', failure: 'Too little.' })
    await tell('payment_intent.succeeded', intent)
    expect(await tell('payment_intent.payment_failed', failed)).toBe('ignored')
    expect(await tell('checkout.session.expired', session(intent))).toBe('ignored')
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ state: 'succeeded', failure: null })
  })
})

describe('a refund', () => {
  test('that is told before its payment credits and takes back: nothing stays, and the payment told later changes nothing', async () => {
    const { account, paymentId, intent, charge } = await payer()
    expect(await tell('charge.refunded', charge({ amount_refunded: 2500 }))).toBe('done')
    expect(await available(account)).toBe(0n)
    expect(await tell('payment_intent.succeeded', intent)).toBe('ignored')
    expect(await available(account)).toBe(0n)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ state: 'refunded', takenNanos: 25n * DOLLAR })
  })

  test('in parts is taken to the cent, whichever part is told last', async () => {
    const { account, intent, charge } = await payer()
    await tell('payment_intent.succeeded', intent)
    await tell('charge.refunded', charge({ amount_refunded: 1250 }))
    await tell('charge.refunded', charge({ amount_refunded: 1001 }))
    expect(await available(account)).toBe(12_500_000_000n)
    await tell('charge.refunded', charge({ amount_refunded: 2500 }))
    expect(await available(account)).toBe(0n)
  })

  test('of what was spent leaves zero, never less; the rest is owed, and the next payment pays it first', async () => {
    const { account, paymentId, intent, charge } = await payer()
    await tell('payment_intent.succeeded', intent)
    await accept(account)
    await tell('charge.refunded', charge({ amount_refunded: 2500 }))
    expect(await available(account)).toBe(0n)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ owedNanos: PART_NANOS })
    await startTopUp(account.scope, { amount: '5', saveCard: false })
    const [next] = (await listPayments(account.scope, null)).payments
    const metadata = { account_id: account.scope.accountId, payment_id: next?.id ?? '' }
    await tell('payment_intent.succeeded', intentOf({ amount: 500, metadata, customer: 'cus_1', card: 'pm_4242' }))
    expect(await available(account)).toBe(5n * DOLLAR - PART_NANOS)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ owedNanos: 0n })
    expect((await verifyBooks(account.scope)).whole).toBe(true)
  })
})

describe('a dispute', () => {
  test('takes the money when it opens and gives it back when it is won, in either order and however often', async () => {
    const { account, paymentId, intent } = await payer()
    await tell('payment_intent.succeeded', intent)
    const open = { id: 'dp_1', amount: 2500, currency: 'usd', status: 'needs_response', payment_intent: intent.id }
    await tell('charge.dispute.created', open)
    await tell('charge.dispute.created', open)
    expect(await available(account)).toBe(0n)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ state: 'disputed' })
    await tell('charge.dispute.closed', { ...open, status: 'won' })
    await tell('charge.dispute.created', open)
    expect(await available(account)).toBe(25n * DOLLAR)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ state: 'succeeded', takenNanos: 0n })
  })

  test('of a payment that was disputed before takes the money again, and two of its parts take both', async () => {
    const { account, paymentId, intent } = await payer()
    await tell('payment_intent.succeeded', intent)
    const of = (id: string, amount: number, status = 'needs_response') =>
      ({ id, amount, currency: 'usd', status, payment_intent: intent.id }) as const
    await tell('charge.dispute.created', of('dp_3', 2500))
    await tell('charge.dispute.closed', of('dp_3', 2500, 'won'))
    await tell('charge.dispute.created', of('dp_4', 1000))
    await tell('charge.dispute.closed', of('dp_5', 500, 'lost'))
    await tell('charge.dispute.created', of('dp_3', 2500))
    expect(await available(account)).toBe(10n * DOLLAR)
    await tell('charge.dispute.closed', of('dp_4', 1000, 'won'))
    expect(await available(account)).toBe(20n * DOLLAR)
    expect(await readPayment(account.scope, paymentId)).toMatchObject({ state: 'disputed', takenNanos: 5n * DOLLAR })
  })

  test('that is an inquiry of the bank moves nothing', async () => {
    const { account, intent } = await payer()
    await tell('payment_intent.succeeded', intent)
    const dispute = { id: 'dp_2', amount: 2500, currency: 'usd', payment_intent: intent.id }
    expect(await tell('charge.dispute.created', { ...dispute, status: 'warning_needs_response' })).toBe('ignored')
    expect(await available(account)).toBe(25n * DOLLAR)
  })
})

describe('what is not believed', () => {
  test.each([
    ['another currency', { currency: 'eur' }, 'It is in EUR, and accounts are kept in US dollars.'],
    [
      'a negative amount',
      { amount: -2500, amount_received: -2500 },
      'Its amount is no whole number of cents above zero.',
    ],
    [
      'more than a number can hold',
      { amount_received: 2 ** 53 + 1 },
      'Its amount is no whole number of cents above zero.',
    ],
    ['half a cent', { amount_received: 2500.5 }, 'Its amount is no whole number of cents above zero.'],
    ['another amount', { amount_received: 250_000 }, 'It tells of $2,500.00, and the payment was of $25.00.'],
  ])('%s credits nothing, and the account reads why', async (_, wrong, reason) => {
    const { account, intent } = await payer()
    expect(await tell('payment_intent.succeeded', { ...intent, ...wrong })).toBe('refused')
    expect(await available(account)).toBe(0n)
    expect(await listRefusedEvents(account.scope)).toMatchObject([{ type: 'payment_intent.succeeded', reason }])
  })

  test('a payment of no account, of no payment, of real money, and a type that is not used: nothing is credited', async () => {
    const { account, intent } = await payer()
    const of = (metadata: Record<string, string>) =>
      tell('payment_intent.succeeded', { ...intent, id: randomUUID(), metadata })
    expect(await of({ account_id: randomUUID(), payment_id: randomUUID() })).toBe('refused')
    expect(await of({})).toBe('refused')
    expect(await of({ ...intent.metadata, payment_id: randomUUID() })).toBe('refused')
    expect(await tell('payment_intent.succeeded', intent, { livemode: true })).toBe('refused')
    expect(tellStripe(await readStripeTrouble())).toMatch(/of no account: It names no account/)
    expect(await tell('invoice.paid', { id: 'in_1', metadata: intent.metadata })).toBe('ignored')
    expect(await available(account)).toBe(0n)
  })
})

function session(intent: Json): Json {
  return {
    id: 'cs_1',
    mode: 'payment',
    payment_status: 'paid',
    amount_total: 2500,
    currency: 'usd',
    payment_intent: intent.id,
    customer: 'cus_1',
    metadata: intent.metadata,
  }
}
