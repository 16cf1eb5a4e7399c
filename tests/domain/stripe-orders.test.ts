/** Whatever order Stripe tells the story of a payment in, and however often: the account ends with what the story says. */
import '#tests/support/stripe/for-this-file.ts'

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyBooks } from '#domain/ledger/verify-books.ts'
import { listPayments } from '#domain/payments/list-payments.ts'
import { receiveEvent } from '#domain/payments/receive-event.ts'
import { startTopUp } from '#domain/payments/start-top-up.ts'
import { makeAccount } from '#tests/support/account.ts'
import { books } from '#tests/support/books.ts'
import { intentOf } from '#tests/support/stripe/double.ts'
import { stripeDouble } from '#tests/support/stripe/for-this-file.ts'
import { chargeOf } from '#tests/support/stripe/objects.ts'

const CENT = 10_000_000n
const PAID = 2500

/** Cents that were refunded, in one or two steps, and what became of a dispute over some of them. */
const story = fc.record({
  first: fc.integer({ min: 1, max: PAID }),
  second: fc.integer({ min: 0, max: PAID }),
  disputed: fc.integer({ min: 1, max: PAID }),
  end: fc.constantFrom('none', 'needs_response', 'won', 'lost'),
  order: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
  atOnce: fc.boolean(),
})

test('refunds and disputes in any order, doubled and at once, end in one balance, to the cent, and the books are whole', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ first, second, disputed, end, order, atOnce }) => {
      const { scope } = await makeAccount({ nanos: 0n, longcodes: 0 })
      await startTopUp(scope, { amount: '25', saveCard: false })
      const [payment] = (await listPayments(scope, null)).payments
      const metadata = { account_id: scope.accountId, payment_id: payment?.id ?? '' }
      const intent = intentOf({ amount: PAID, metadata, customer: 'cus_1', card: 'pm_4242' })
      stripeDouble.keep(intent)
      const dispute = { id: `dp_${intent.id}`, amount: disputed, currency: 'usd', payment_intent: intent.id }
      const [less, more] = [Math.min(first, second || first), Math.max(first, second)]
      const told = [
        stripeDouble.event('payment_intent.succeeded', intent),
        stripeDouble.event('charge.succeeded', chargeOf(intent)),
        stripeDouble.event('charge.refunded', chargeOf(intent, { amount_refunded: less })),
        stripeDouble.event('charge.refunded', chargeOf(intent, { amount_refunded: more })),
        ...(end === 'none'
          ? []
          : [stripeDouble.event('charge.dispute.created', { ...dispute, status: 'needs_response' })]),
        ...(end === 'won' || end === 'lost'
          ? [stripeDouble.event('charge.dispute.closed', { ...dispute, status: end })]
          : []),
      ]
      const doubled = [...told, ...told]
        .map((event, nth) => ({ event, by: order[nth] ?? 0 }))
        .sort((one, other) => one.by - other.by)
      const tell = ({ event }: (typeof doubled)[number]) => receiveEvent(event.bytes, event.signature, null)
      if (atOnce) await Promise.all(doubled.map(tell))
      else for (const one of doubled) await tell(one)
      const back = Math.min(PAID, more + (end === 'needs_response' || end === 'lost' ? disputed : 0))
      expect((await books({ scope })).balance.available).toBe(BigInt(PAID - back) * CENT)
      expect((await verifyBooks(scope)).whole).toBe(true)
    }),
    { numRuns: 15 },
  )
}, 60_000)
