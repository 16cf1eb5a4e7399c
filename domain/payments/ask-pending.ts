/** Stripe sends an event again for days; this is for those that never came: a wrong address, a destination that was turned off. */
import { query, tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { DAY_MS, MINUTE_MS, now } from '#lib/time.ts'
import { applyEvent } from './apply-event.ts'
import { dollars, type Fact } from './read-event.ts'
import { askStripe } from './stripe.ts'

/** Whoever pays takes this long at least, and a page of Stripe's lives for a day. */
const FIRST_MS = 5 * MINUTE_MS
const AGAIN_MS = 15 * MINUTE_MS
const LAST_MS = 2 * DAY_MS
const PER_ROUND = 20

/** Returns whether there may be more. Any number of workers may run it: what is found is credited once. */
export async function askPending(): Promise<boolean> {
  if (!env.stripe) return false
  const at = now().getTime()
  const due = await query<{ accountId: string; id: string }>(
    'select account_id as "accountId", id from pending_payments($1, $2, $3, $4)',
    [new Date(at - LAST_MS), new Date(at - FIRST_MS), new Date(at - AGAIN_MS), PER_ROUND],
  )
  for (const { accountId, id } of due) {
    try {
      await ask(accountId, id)
    } catch (fault) {
      log.warn({ accountId, paymentId: id, fault: String(fault) }, 'Stripe could not be asked for a payment')
    }
  }
  return due.length === PER_ROUND
}

const CLAIM = `
  update payments set asked_at = $3 where account_id = $1 and id = $2 and state = 'pending'
    and (asked_at is null or asked_at < $4)
  returning session_id as "sessionId"`

async function ask(accountId: string, id: string): Promise<void> {
  const at = now()
  const [claimed] = await tenantTransaction(accountId, (tx) =>
    tx.query<{ sessionId: string }>(CLAIM, [accountId, id, at, new Date(at.getTime() - AGAIN_MS)]),
  )
  if (!claimed) return
  const session = await askStripe((client) => client.checkout.sessions.retrieve(claimed.sessionId))
  const intentId = typeof session.payment_intent === 'string' ? session.payment_intent : null
  const fact = factOf(session, { accountId, paymentId: id }, intentId)
  if (!fact) return
  const outcome = await applyEvent(accountId, id, null, fact)
  if (fact.kind === 'paid' && outcome === 'done')
    log.error(
      { accountId, paymentId: id },
      'a payment was made of which no event of Stripe had told: look at its web hook',
    )
}

type Session = { status: string | null; payment_status: string; amount_total: number | null; currency: string | null }
type Owner = { accountId: string; paymentId: string }

function factOf(
  { status, payment_status, amount_total, currency }: Session,
  who: Owner,
  intentId: string | null,
): Fact | null {
  if (payment_status === 'paid')
    return {
      kind: 'paid',
      who,
      paid: { nanos: dollars(amount_total, currency), method: { intentId, cardId: null, brand: null, last4: null } },
    }
  if (status !== 'expired') return null
  return { kind: 'canceled', who, intentId, why: 'The payment page was left open until it expired.' }
}
