/**
 * Stripe's web hook. What it did not sign is counted and nothing else; what it signed is kept once, with what came of it, in the
 * transaction that moves the money. So an event may come twice, late, before another, or to two processes at once.
 */
import Stripe from 'stripe'
import { query } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import { type AppliedEvent, applyEvent } from './apply-event.ts'
import { type Fact, readEvent, type Who } from './read-event.ts'
import { readIntent } from './read-intent.ts'

/** Older signatures are not believed: somebody might have kept one. */
const TOLERANCE_SECONDS = 300

/** Anybody can call: more than these are refused without a word. */
const NOTED_PER_SECOND = 20
const noted = new TokenBucket(NOTED_PER_SECOND)

export type Received = 'done' | 'ignored' | 'refused' | 'seen'

/** Throws `event_not_signed` for what is not Stripe's; any other fault is passing, and Stripe sends the event again. */
export async function receiveEvent(bytes: Buffer, signature: string, address: string | null): Promise<Received> {
  if (!env.stripe) throw new Refusal('card_payments_off')
  const event = await openEvent(bytes, signature, address, env.stripe.webhookSecret)
  const fact: Fact =
    event.livemode === env.stripe.isLive
      ? readEvent(event)
      : { kind: 'refused', who: null, customerId: null, why: wrongMode(event.livemode) }
  const made: AppliedEvent = { id: event.id, type: event.type, madeAt: new Date(event.created * 1000) }
  const found = await findWho(fact)
  if (found.accountId === null) return keepStray(made, fact)
  return applyEvent(found.accountId, found.paymentId, made, found.fact)
}

function wrongMode(livemode: boolean): string {
  return livemode
    ? 'It is of real money, and Longcode holds a test key of Stripe.'
    : 'It is of Stripe’s test mode, and Longcode holds a live key.'
}

async function openEvent(
  bytes: Buffer,
  signature: string,
  address: string | null,
  secret: string,
): Promise<Stripe.Event> {
  try {
    return Stripe.webhooks.constructEvent(bytes, signature, secret, TOLERANCE_SECONDS, undefined, now().getTime())
  } catch (fault) {
    const reason = reasonOf(fault, signature)
    if (noted.take(NOTED_PER_SECOND) === 0) {
      log.warn({ reason, address }, 'a call to the web hook of Stripe was refused')
      await query('select count_refused_call($1, $2, $3)', [now(), reason, address])
    }
    throw new Refusal('event_not_signed')
  }
}

function reasonOf(fault: unknown, signature: string): string {
  if (signature === '') return 'no signature'
  if (!(fault instanceof Stripe.errors.StripeSignatureVerificationError)) return 'unreadable'
  return fault.message.includes('tolerance') ? 'signed too long ago' : 'wrong signature'
}

type Found = { accountId: string; paymentId: string | null; fact: Fact } | { accountId: null }

/** Whose it is: by what we wrote into the payment, by the payment that Stripe names, or by the customer. */
async function findWho(fact: Fact): Promise<Found> {
  if (fact.kind === 'card_added' || fact.kind === 'card_gone') return ofCustomer(fact.customerId, fact)
  const who: Who = fact.who ?? (await ofIntent(intentOf(fact)))
  if (who) return (await isAccount(who.accountId)) ? { ...who, fact } : { accountId: null }
  if (fact.kind === 'disputed') return ofStripe(fact)
  return 'customerId' in fact && fact.customerId ? ofCustomer(fact.customerId, fact) : { accountId: null }
}

/** A dispute names a payment that we have not heard of yet: Stripe is asked for it, so that nothing waits for the other event. */
async function ofStripe(fact: Extract<Fact, { kind: 'disputed' }>): Promise<Found> {
  const { who, paid } = await readIntent(fact.intentId)
  if (!who || !(await isAccount(who.accountId))) return { accountId: null }
  if (paid) await applyEvent(who.accountId, who.paymentId, null, { kind: 'paid', who, paid })
  return { ...who, fact }
}

function intentOf(fact: Fact): string | null {
  if ('intentId' in fact) return fact.intentId
  return 'paid' in fact ? fact.paid.method.intentId : null
}

async function ofIntent(intentId: string | null): Promise<Who> {
  if (!intentId) return null
  const [row] = await query<{ accountId: string; paymentId: string }>(
    'select account_id as "accountId", id as "paymentId" from payment_of_intent($1)',
    [intentId],
  )
  return row ?? null
}

async function ofCustomer(customerId: string, fact: Fact): Promise<Found> {
  const [row] = await query<{ id: string | null }>('select account_of_customer($1) as id', [customerId])
  return row?.id ? { accountId: row.id, paymentId: null, fact } : { accountId: null }
}

async function isAccount(id: string): Promise<boolean> {
  const [row] = await query<{ known: boolean }>('select is_account($1) as known', [id])
  return row?.known ?? false
}

/** Of none of our accounts. */
async function keepStray({ id, type, madeAt }: AppliedEvent, fact: Fact): Promise<Received> {
  const isMoney = fact.kind !== 'ignored' && fact.kind !== 'card_added' && fact.kind !== 'card_gone'
  const outcome = isMoney ? 'refused' : 'ignored'
  const why = 'why' in fact && fact.kind === 'refused' ? fact.why : 'It names no account and no payment of this system.'
  const [row] = await query<{ kept: boolean }>('select keep_stray_event($1, $2, $3, $4, $5, $6) as kept', [
    id,
    type,
    outcome,
    why,
    madeAt,
    now(),
  ])
  if (isMoney) log.error({ event: id, type, why }, 'an event of Stripe was refused')
  return row?.kept ? outcome : 'seen'
}
