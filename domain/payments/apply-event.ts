import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { creditPayment, noteMethod } from './credit-payment.ts'
import { forgetCard, keepCard } from './keep-card.ts'
import { levelPayment } from './level-payment.ts'
import { cardName, lockPayment, type Payment } from './payment.ts'
import type { Fact, Paid } from './read-event.ts'

export type AppliedEvent = { id: string; type: string; madeAt: Date }
export type Outcome = { outcome: 'done' | 'ignored' | 'refused'; reason: string }

const KEEP = `
  insert into stripe_events (id, account_id, type, outcome, reason, payment_id, made_at, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`

/** One transaction: what the event asks for, and its mark. `event` null: what Stripe answered when it was asked, which has no id. */
export async function applyEvent(
  accountId: string,
  paymentId: string | null,
  event: AppliedEvent | null,
  fact: Fact,
): Promise<Outcome['outcome'] | 'seen'> {
  return tenantTransaction(accountId, async (tx) => {
    // The balance stands for the account: whoever has the same event waits here, and then finds it.
    await lockBalance(tx, accountId)
    if (event && (await tx.query('select 1 from stripe_events where id = $1', [event.id])).length > 0) return 'seen'
    const payment = paymentId === null ? null : await lockPayment(tx, accountId, paymentId)
    const { outcome, reason } = await apply(tx, accountId, payment, fact)
    if (event) {
      const { id, type, madeAt } = event
      await tx.query(KEEP, [id, accountId, type, outcome, reason, payment?.id ?? null, madeAt, now()])
    }
    if (outcome === 'refused') log.error({ accountId, event: event?.id, reason }, 'an event of Stripe was refused')
    return outcome
  })
}

const done = (reason: string): Outcome => ({ outcome: 'done', reason })
const ignored = (reason: string): Outcome => ({ outcome: 'ignored', reason })
const refused = (reason: string): Outcome => ({ outcome: 'refused', reason })

async function apply(tx: Tx, accountId: string, payment: Payment | null, fact: Fact): Promise<Outcome> {
  if (fact.kind === 'ignored' || fact.kind === 'refused') return { outcome: fact.kind, reason: fact.why }
  if (fact.kind === 'card_added') return done(await keepCard(tx, accountId, fact.card))
  if (fact.kind === 'card_gone') return done(await forgetCard(tx, accountId, fact.cardId))
  if (!payment) return refused('The account has no payment of this id.')
  if (fact.kind === 'declined' || fact.kind === 'canceled') return end(tx, accountId, payment, fact)
  if (fact.kind === 'disputed') {
    if (!payment.creditedAt) return refused('It disputes a payment that was never credited.')
    if (fact.nanos > payment.amountNanos) return refused('It disputes more than was paid.')
    return level(tx, accountId, payment, { dispute: fact })
  }
  const doubt = doubtOf(payment, fact.paid)
  if (doubt) return refused(doubt)
  await noteMethod(tx, accountId, payment.id, fact.paid.method)
  const isNew = await creditPayment(tx, accountId, { ...payment, ...known(fact.paid, payment) })
  if (fact.kind === 'refunded') {
    const credited = await lockPayment(tx, accountId, payment.id)
    return credited ? level(tx, accountId, credited, { refundedNanos: fact.refundedNanos }) : refused('It is gone.')
  }
  if (!isNew) return ignored('The payment was credited already, by an event before this one.')
  const credited = `Credited ${formatNanos(payment.amountNanos, 2)}`
  if (payment.state !== 'failed') return done(`${credited}.`)
  // Its crossing may have been charged a second time since.
  log.error({ accountId, paymentId: payment.id }, 'a payment that was declined was paid after all')
  return done(`${credited}, though it was declined before.`)
}

function known({ method }: Paid, payment: Payment): Pick<Payment, 'brand' | 'last4'> {
  return { brand: payment.brand ?? method.brand, last4: payment.last4 ?? method.last4 }
}

function doubtOf(payment: Payment, { nanos, method }: Paid): string | null {
  if (nanos !== payment.amountNanos)
    return `It tells of ${formatNanos(nanos, 2)}, and the payment was of ${formatNanos(payment.amountNanos, 2)}.`
  if (payment.intentId && method.intentId && payment.intentId !== method.intentId)
    return 'It names another payment of Stripe’s than the one that was made for this.'
  return null
}

async function level(
  tx: Tx,
  accountId: string,
  payment: Payment,
  back: Parameters<typeof levelPayment>[3],
): Promise<Outcome> {
  const moved = await levelPayment(tx, accountId, payment, back)
  if (moved === 0n) return ignored('Nothing was left to take or to give back for it.')
  return done(moved > 0n ? `Took back ${formatNanos(moved, 2)}.` : `Gave back ${formatNanos(-moved, 2)}.`)
}

const END = `
  update payments set state = $3, failure = $4, ended_at = case when $3 = 'pending' then null else $5::timestamptz end
  where account_id = $1 and id = $2`

/** A top-up that was declined may be tried again on its page; an auto-recharge has no page. */
async function end(
  tx: Tx,
  accountId: string,
  payment: Payment,
  fact: Extract<Fact, { kind: 'declined' | 'canceled' }>,
): Promise<Outcome> {
  if (payment.creditedAt) return ignored('The payment was credited: it was paid after this.')
  const why = fact.why.slice(0, 300)
  const isOver = fact.kind === 'canceled' || payment.kind === 'recharge'
  const state = !isOver ? 'pending' : fact.kind === 'canceled' ? 'canceled' : 'failed'
  await tx.query(END, [accountId, payment.id, state, why, now()])
  return done(`${cardName(payment)}: ${why}`)
}
