import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { HOUR_MS, MINUTE_MS, now } from '#lib/time.ts'
import { delaySignal, endSignal } from './finish-recharge.ts'
import { cappedLetter } from './money-letters.ts'
import { armMoney, readMoneySettings } from './money-settings.ts'
import { readCaps } from './read-caps.ts'
import { stopRecharge } from './stop-recharge.ts'
import { tellMoney } from './tell-money.ts'

/** Longer than Stripe is waited for. */
const LEASE_MS = 2 * MINUTE_MS
/** Stripe forgets idempotency keys after a day: what is asked again later might be charged again. */
const KEPT_MS = 20 * HOUR_MS

export type ClaimedRecharge = {
  accountId: string
  signalId: string
  paymentId: string
  amountNanos: bigint
  customerId: string
  cardId: string
}

const DUE = `
  select id, outcome from money_signals where account_id = $1 and kind = 'recharge' and due_at <= $2
  order by at limit 1 for update skip locked`

/** What is under way stands before what was paid late: it may have been charged, and Stripe says so. */
const STARTED = `
  select id as "paymentId", amount_nanos as "amountNanos", card_id as "cardId", credited_at is not null as "isPaid",
    created_at as "createdAt"
  from payments where account_id = $1 and signal_id = $2 and state not in ('failed', 'canceled')
  order by state = 'pending' desc limit 1`

type Started = { paymentId: string; amountNanos: bigint; cardId: string; isPaid: boolean; createdAt: Date }

/** Writes the payment that the crossing asks for, or says why there is none. Null: there is nothing to charge. */
export async function claimRecharge(accountId: string): Promise<ClaimedRecharge | null> {
  return tenantTransaction(accountId, async (tx) => {
    const availableNanos = await lockBalance(tx, accountId)
    const [signal] = await tx.query<{ id: string; outcome: string | null }>(DUE, [accountId, now()])
    if (!signal) return null
    const signalId = signal.id
    const { recharge, customerId } = await readMoneySettings(tx, accountId)
    const [started] = await tx.query<Started>(STARTED, [accountId, signalId])
    if (started?.isPaid) return endSignal(tx, accountId, signalId, 'charged').then(() => null)
    if (started && started.createdAt.getTime() < now().getTime() - KEPT_MS) {
      await stopRecharge(tx, accountId, 'Stripe did not say for a day whether the card was charged.')
      return endSignal(tx, accountId, signalId, 'unknown').then(() => null)
    }
    if (started && customerId) {
      await delaySignal(tx, accountId, signalId, lease(), 'charging')
      return { accountId, signalId, customerId, ...started }
    }
    if (!recharge.isOn) return endSignal(tx, accountId, signalId, 'turned off').then(() => null)
    if (availableNanos >= recharge.belowNanos) {
      // Money came, or a hold was released: the next time that it falls below is a crossing again.
      await armMoney(tx, accountId)
      return endSignal(tx, accountId, signalId, 'not low any more').then(() => null)
    }
    const [card] = await tx.query<{ id: string }>('select id from payment_cards where account_id = $1 and is_default', [
      accountId,
    ])
    if (!card || !customerId) {
      await stopRecharge(tx, accountId, 'There is no saved card to charge.')
      return endSignal(tx, accountId, signalId, 'no card').then(() => null)
    }
    const { amountNanos } = recharge
    const cap = await readCaps(tx, accountId, recharge)
    if (cap) {
      await delaySignal(tx, accountId, signalId, cap.until, 'capped')
      if (signal.outcome !== 'capped')
        await tellMoney(tx, accountId, (accountName) => cappedLetter({ amountNanos, accountName, ...cap }))
      return null
    }
    const paymentId = await writePayment(tx, accountId, { signalId, amountNanos, cardId: card.id })
    await delaySignal(tx, accountId, signalId, lease(), 'charging')
    return { accountId, signalId, paymentId, amountNanos, customerId, cardId: card.id }
  })
}

function lease(): Date {
  return new Date(now().getTime() + LEASE_MS)
}

type NewPayment = { signalId: string; amountNanos: bigint; cardId: string }

async function writePayment(tx: Tx, accountId: string, { signalId, amountNanos, cardId }: NewPayment): Promise<string> {
  const at = now()
  const id = newId(at)
  await tx.query(
    `insert into payments (account_id, id, kind, state, amount_nanos, signal_id, card_id, brand, last4, started_by, created_at)
     select $1, $2, 'recharge', 'pending', $3, $4, c.id, c.brand, c.last4, 'Auto-recharge', $6
     from payment_cards c where c.account_id = $1 and c.id = $5`,
    [accountId, id, amountNanos, signalId, cardId, at],
  )
  return id
}
