/**
 * The worker's answers become the record: what went over the wire for each part, the carrier's ids so that receipts find
 * their way back, and one move for each message.
 */
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { SubmitOutcome } from './carrier.ts'
import { canonicalCarrierId } from './carrier-id.ts'
import { movesByReceipts } from './moves-by-receipts.ts'
import { RECORD_CARRIER_IDS, RECORD_PARTS, RECORD_SUBMITS } from './record-outcomes.sql.ts'
import { type Lease, type Move, transition } from './transition.ts'

export type PartResult = { number: number; outcome: SubmitOutcome }
export type SubmitResult = { messageId: string; lease: Lease; parts: PartResult[] }

/** How long a message waits when the link was down before its bytes left. */
const UNSENT_RETRY_MS = 500

export async function recordOutcomes(
  accountId: string,
  link: { id: string; doubtMs: number },
  results: readonly SubmitResult[],
): Promise<void> {
  const at = now()
  await tenantTransaction(accountId, async (tx) => {
    const parts = results.flatMap(({ messageId, lease, parts }) => parts.map((part) => ({ messageId, lease, ...part })))
    const rows = JSON.stringify(parts.map(toPartRow))
    const taken = parts.flatMap(({ messageId, number, outcome }) =>
      outcome.kind === 'accepted'
        ? [{ messageId, number, carrierId: canonicalCarrierId(outcome.carrierMessageId) }]
        : [],
    )
    const column = <T>(pick: (one: (typeof taken)[number]) => T) => taken.map(pick)
    const ids = [column((one) => one.carrierId), column((one) => one.messageId), column((one) => one.number)]
    const moves = results.map((result) => moveFor(result, at, link.doubtMs))
    // The transition first: it locks the messages, and receipts lock them before their parts, too.
    await Promise.all([
      transition(tx, accountId, moves),
      tx.query(RECORD_PARTS, [accountId, link.id, rows]),
      tx.query(RECORD_SUBMITS, [accountId, link.id, rows]),
      tx.query(RECORD_CARRIER_IDS, [link.id, accountId, at, ...ids]),
    ])
    // A receipt of the first try may have come while the second was under way: it could not move the message then.
    const again = results.filter(({ lease }) => lease.epoch > 1).map(({ messageId }) => messageId)
    if (again.length > 0) await transition(tx, accountId, await movesByReceipts(tx, accountId, again))
  })
}

/** One refused part refuses the message: the customer does not pay for half a text. */
export function moveFor({ messageId: id, lease, parts }: SubmitResult, at: Date, doubtMs: number): Move {
  const outcomes = parts.map((part) => part.outcome)
  for (const outcome of outcomes) {
    if (outcome.kind !== 'rejected') continue
    const code = outcome.exchange.commandStatus?.toString(16).padStart(8, '0') ?? null
    return { id, lease, to: 'rejected', error: { code, reason: outcome.reason } }
  }
  for (const outcome of outcomes) {
    if (outcome.kind !== 'uncertain') continue
    return { id, lease, to: 'uncertain', dueAt: new Date(at.getTime() + doubtMs), detail: { reason: outcome.reason } }
  }
  const waits = outcomes.flatMap((outcome) =>
    outcome.kind === 'throttled' ? [outcome.retryAfterMs] : outcome.kind === 'unsent' ? [UNSENT_RETRY_MS] : [],
  )
  if (waits.length > 0) {
    const reason = outcomes.some((outcome) => outcome.kind === 'throttled')
      ? 'the carrier said: not now'
      : 'the link was down'
    return { id, lease, to: 'accepted', dueAt: new Date(at.getTime() + Math.max(...waits)), detail: { reason } }
  }
  return { id, lease, to: 'sent', detail: { parts: parts.length } }
}

function toPartRow({ messageId, lease, number, outcome }: PartResult & { messageId: string; lease: Lease }) {
  const exchange = outcome.kind === 'unsent' ? null : outcome.exchange
  return {
    message_id: messageId,
    number,
    carrier_message_id: outcome.kind === 'accepted' ? outcome.carrierMessageId : null,
    sequence: exchange?.sequence ?? null,
    command_status: exchange?.commandStatus ?? null,
    submitted_at: exchange?.submittedAt ?? null,
    answered_at: exchange?.answeredAt ?? null,
    outcome: outcome.kind,
    outcome_reason: 'reason' in outcome ? outcome.reason : null,
    epoch: lease.epoch,
    worker: lease.owner,
    submit_pdu: exchange?.submitPdu ?? null,
    answer_pdu: exchange?.answerPdu ?? null,
  }
}
