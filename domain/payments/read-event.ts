/** What an event of Stripe says, in words of ours. Pure: nothing is looked up, and nothing in it is believed but what is checked here. */
import type Stripe from 'stripe'
import { z } from 'zod'
import type { Method } from './credit-payment.ts'
import { CARD, CHARGE, DISPUTE, INTENT, id, metadata, SESSION } from './event-shapes.ts'
import { CENT_NANOS } from './stripe.ts'

export type Who = { accountId: string; paymentId: string } | null

export type Card = { id: string; brand: string; last4: string; expMonth: number; expYear: number }
export type Paid = { nanos: bigint; method: Method }

type Ended<Kind> = { kind: Kind; who: Who; intentId: string | null; why: string }
type Unused<Kind> = { kind: Kind; who: Who; customerId: string | null; why: string }

export type Fact =
  | { kind: 'paid'; who: Who; paid: Paid }
  | Ended<'declined'>
  | Ended<'canceled'>
  | { kind: 'refunded'; who: Who; paid: Paid; refundedNanos: bigint }
  | { kind: 'disputed'; who: null; intentId: string; id: string; nanos: bigint; state: 'open' | 'won' | 'lost' }
  | { kind: 'card_added'; customerId: string; card: Card }
  | { kind: 'card_gone'; customerId: string; cardId: string }
  /** Nothing to do, or nothing to believe. `customerId`: whose it may be. */
  | Unused<'ignored'>
  | Unused<'refused'>

/** Why an event is not believed. */
class Doubt extends Error {}

export function readEvent(event: Stripe.Event): Fact {
  const object: unknown = event.data.object
  const loose = z.object({ customer: id, metadata }).safeParse(object).data
  const aside = { who: whoIn(loose?.metadata), customerId: loose?.customer ?? null }
  try {
    return (
      READERS[event.type]?.(object, event) ?? {
        kind: 'ignored',
        ...aside,
        why: 'Longcode makes no use of events of this type.',
      }
    )
  } catch (fault) {
    if (fault instanceof Doubt) return { kind: 'refused', ...aside, why: fault.message }
    if (fault instanceof z.ZodError)
      return { kind: 'refused', ...aside, why: `It lacks what such an event has: ${fault.issues[0]?.path.join('.')}.` }
    throw fault
  }
}

type Read = (object: unknown, event: Stripe.Event) => Fact | undefined

const sessionPaid: Read = (object) => {
  const it = SESSION.parse(object)
  if (it.mode !== 'payment' || it.payment_status !== 'paid') return undefined
  const method = { intentId: it.payment_intent, cardId: null, brand: null, last4: null }
  return { kind: 'paid', who: whoIn(it.metadata), paid: { nanos: dollars(it.amount_total, it.currency), method } }
}

const cardAdded: Read = (object) => {
  const it = CARD.parse(object)
  if (!it.card || !it.customer) return undefined
  const { brand, last4, exp_month: expMonth, exp_year: expYear } = it.card
  return { kind: 'card_added', customerId: it.customer, card: { id: it.id, brand, last4, expMonth, expYear } }
}

const disputed: Read = (object) => {
  const it = DISPUTE.parse(object)
  // An inquiry of the bank's: no money has moved.
  if (it.status.startsWith('warning_') || !it.payment_intent) return undefined
  const state = it.status === 'won' || it.status === 'lost' ? it.status : 'open'
  return {
    kind: 'disputed',
    who: null,
    intentId: it.payment_intent,
    id: it.id,
    nanos: dollars(it.amount, it.currency),
    state,
  }
}

const READERS: Record<string, Read> = {
  'checkout.session.completed': sessionPaid,
  'checkout.session.async_payment_succeeded': sessionPaid,
  'checkout.session.expired': (object) => {
    const it = SESSION.parse(object)
    return {
      kind: 'canceled',
      who: whoIn(it.metadata),
      intentId: it.payment_intent,
      why: 'The payment page was left open until it expired.',
    }
  },
  'payment_intent.succeeded': (object) => {
    const it = INTENT.parse(object)
    const method = { intentId: it.id, cardId: it.payment_method, brand: null, last4: null }
    return {
      kind: 'paid',
      who: whoIn(it.metadata),
      paid: { nanos: dollars(it.amount_received ?? it.amount, it.currency), method },
    }
  },
  'payment_intent.payment_failed': (object) => {
    const it = INTENT.parse(object)
    return {
      kind: 'declined',
      who: whoIn(it.metadata),
      intentId: it.id,
      why: it.last_payment_error?.message ?? 'The card was declined.',
    }
  },
  'payment_intent.canceled': (object) => {
    const it = INTENT.parse(object)
    return { kind: 'canceled', who: whoIn(it.metadata), intentId: it.id, why: 'The payment was canceled at Stripe.' }
  },
  'charge.succeeded': (object) => {
    const it = CHARGE.parse(object)
    return { kind: 'paid', who: whoIn(it.metadata), paid: paidBy(it) }
  },
  'charge.refunded': (object) => {
    const it = CHARGE.parse(object)
    const paid = paidBy(it)
    if (!it.paid) throw new Doubt('It gives back what was never paid.')
    const refundedNanos = dollars(it.amount_refunded, it.currency)
    if (refundedNanos > paid.nanos) throw new Doubt('It gives back more than was paid.')
    return { kind: 'refunded', who: whoIn(it.metadata), paid, refundedNanos }
  },
  'charge.dispute.created': disputed,
  'charge.dispute.closed': disputed,
  'payment_method.attached': cardAdded,
  'payment_method.updated': cardAdded,
  'payment_method.automatically_updated': cardAdded,
  'payment_method.detached': (object, event) => {
    const before = z.object({ customer: id }).safeParse(event.data.previous_attributes).data
    const it = CARD.parse(object)
    const customerId = it.customer ?? before?.customer
    return customerId ? { kind: 'card_gone', customerId, cardId: it.id } : undefined
  },
}

function paidBy(it: z.infer<typeof CHARGE>): Paid {
  const { brand = null, last4 = null } = it.payment_method_details?.card ?? {}
  return {
    nanos: dollars(it.amount, it.currency),
    method: { intentId: it.payment_intent, cardId: it.payment_method, brand, last4 },
  }
}

/** Stripe counts cents. A number that JSON could not hold exactly is no amount. */
export function dollars(cents: number | null | undefined, currency: string | null | undefined): bigint {
  if (currency !== 'usd')
    throw new Doubt(
      `It is in ${(currency ?? 'no currency').slice(0, 12).toUpperCase()}, and accounts are kept in US dollars.`,
    )
  if (typeof cents !== 'number' || !Number.isSafeInteger(cents) || cents <= 0)
    throw new Doubt('Its amount is no whole number of cents above zero.')
  return BigInt(cents) * CENT_NANOS
}

const UUID = z.uuid()

export function whoIn(found: Record<string, string> | null | undefined): Who {
  const accountId = UUID.safeParse(found?.account_id).data
  const paymentId = UUID.safeParse(found?.payment_id).data
  return accountId && paymentId ? { accountId, paymentId } : null
}
