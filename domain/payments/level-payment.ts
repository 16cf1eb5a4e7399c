/**
 * Refunds and disputes, whatever their order: a payment knows how much of it the holder of the card has back, and this takes from the
 * balance, or gives back to it, what that asks for. Doing it twice does nothing. The balance never falls below zero: what was
 * spent already is owed, and the operator is told.
 */
import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import type { Tx } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { least, most } from './least.ts'
import type { DisputeState, Payment, PaymentState } from './payment.ts'

/** What an event says of it, in all. */
export type Back = { refundedNanos?: bigint; dispute?: { id: string; state: DisputeState; nanos: bigint } }

const LEVELLED = `
  update payments set state = $3, refunded_nanos = $4, dispute_id = coalesce($5, dispute_id), dispute_state = $6, disputed_nanos = $7, taken_nanos = $8,
    owed_nanos = $9
  where account_id = $1 and id = $2`

/** Of a payment that was credited; balance and payment are locked. Returns what was taken (more than zero) or given back. */
export async function levelPayment(tx: Tx, accountId: string, payment: Payment, back: Back): Promise<bigint> {
  const { id, amountNanos } = payment
  const refundedNanos = most(payment.refundedNanos, back.refundedNanos ?? 0n)
  // What was decided stays so: the opening of a dispute may be told after its end.
  const isDecided = payment.disputeState === 'won' || payment.disputeState === 'lost'
  const dispute = isDecided ? undefined : back.dispute
  const disputeState = dispute?.state ?? payment.disputeState
  const disputedNanos = dispute?.nanos ?? payment.disputedNanos
  const wanted = least(amountNanos, refundedNanos + (disputeState === 'won' ? 0n : disputedNanos))
  const { takenNanos, owedNanos, moved } = await move(tx, accountId, payment, wanted)
  await tx.query(LEVELLED, [
    accountId,
    id,
    stateOf(disputeState, refundedNanos === amountNanos),
    refundedNanos,
    dispute?.id ?? null,
    disputeState,
    disputedNanos,
    takenNanos,
    owedNanos,
  ])
  if (owedNanos > payment.owedNanos)
    log.error(
      { accountId, paymentId: id, owedNanos: String(owedNanos) },
      'a payment was taken back after it had been spent',
    )
  if (moved !== 0n || owedNanos !== payment.owedNanos)
    await appendAudit(tx, systemScope(accountId, 'Stripe'), {
      action: moved < 0n ? 'payment.returned' : 'payment.reversed',
      object: id,
      before: { owedNanos: payment.owedNanos.toString() },
      after: { amountNanos: (moved < 0n ? -moved : moved).toString(), owedNanos: owedNanos.toString() },
    })
  return moved
}

async function move(tx: Tx, accountId: string, { id, takenNanos, owedNanos }: Payment, wanted: bigint) {
  const missing = wanted - takenNanos - owedNanos
  if (missing === 0n) return { takenNanos, owedNanos, moved: 0n }
  if (missing > 0n) {
    const moved = least(missing, await lockBalance(tx, accountId))
    await post(tx, accountId, 'debit', moved, `payment ${id} was taken back`)
    return { takenNanos: takenNanos + moved, owedNanos: owedNanos + missing - moved, moved }
  }
  const forgiven = least(-missing, owedNanos)
  const given = -missing - forgiven
  await post(tx, accountId, 'credit', given, `payment ${id} was given back`)
  return { takenNanos: takenNanos - given, owedNanos: owedNanos - forgiven, moved: -given }
}

async function post(tx: Tx, accountId: string, kind: 'debit' | 'credit', amountNanos: bigint, reason: string) {
  await postEntries(tx, accountId, [{ kind, amountNanos, messageId: null, isTest: false, reason }])
}

function stateOf(dispute: DisputeState | null, isRefunded: boolean): PaymentState {
  if (dispute === 'open' || dispute === 'lost') return 'disputed'
  return isRefunded ? 'refunded' : 'succeeded'
}
