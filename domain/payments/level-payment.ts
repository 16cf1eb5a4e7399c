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
import type { DisputeState, Disputes, Payment, PaymentState } from './payment.ts'

/** What an event says of it, in all. */
export type Back = { refundedNanos?: bigint; dispute?: { id: string; state: DisputeState; nanos: bigint } }

const LEVELLED = `
  update payments set state = $3, refunded_nanos = $4, dispute_id = coalesce($5, dispute_id), dispute_state = $6, disputed_nanos = $7, taken_nanos = $8,
    owed_nanos = $9, disputes = $10
  where account_id = $1 and id = $2`

/** Of a payment that was credited; balance and payment are locked. Returns what was taken (more than zero) or given back. */
export async function levelPayment(tx: Tx, accountId: string, payment: Payment, back: Back): Promise<bigint> {
  const { id, amountNanos } = payment
  const refundedNanos = most(payment.refundedNanos, back.refundedNanos ?? 0n)
  const disputes = withDispute(payment.disputes, back.dispute)
  const { disputeState, disputedNanos } = allOf(disputes)
  const wanted = least(amountNanos, refundedNanos + (disputeState === 'won' ? 0n : disputedNanos))
  const { takenNanos, owedNanos, moved } = await move(tx, accountId, payment, wanted)
  await tx.query(LEVELLED, [
    accountId,
    id,
    stateOf(disputeState, refundedNanos === amountNanos),
    refundedNanos,
    back.dispute?.id ?? null,
    disputeState,
    disputedNanos,
    takenNanos,
    owedNanos,
    disputes,
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

/** What was decided stays so: the opening of a dispute may be told after its end. */
function withDispute(disputes: Disputes, told: Back['dispute']): Disputes {
  if (!told) return disputes
  const known = disputes[told.id]?.state
  if (known === 'won' || known === 'lost') return disputes
  return { ...disputes, [told.id]: { state: told.state, nanos: told.nanos.toString() } }
}

/** A bank may dispute a payment again that it lost before, and several parts of one. `won`: all of them, and then nothing is taken. */
function allOf(disputes: Disputes): { disputeState: DisputeState | null; disputedNanos: bigint } {
  const all = Object.values(disputes)
  const lasting = all.filter(({ state }) => state !== 'won')
  const states = new Set(all.map(({ state }) => state))
  const disputeState = (['open', 'lost', 'won'] as const).find((state) => states.has(state)) ?? null
  const disputedNanos = (lasting.length > 0 ? lasting : all).reduce((sum, { nanos }) => sum + BigInt(nanos), 0n)
  return { disputeState, disputedNanos }
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
