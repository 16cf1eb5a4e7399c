/** Puts what happened to a message on one timeline. Pure. */
import { formatNanos } from '#domain/ledger/money.ts'
import { toMessageRef } from '#lib/ids.ts'
import type { Trace, TraceStep } from './trace.ts'
import type { TracedPosting, TraceFacts } from './trace-facts.ts'
import { deliverSteps, submitSteps } from './trace-pdus.ts'
import { beginSteps } from './trace-request.ts'
import { statusSteps } from './trace-status.ts'
import { step, type UntimedStep } from './trace-step.ts'
import { webhookSteps } from './trace-webhooks.ts'

export type Reader = { showsContent: boolean }

export function tellTrace(facts: TraceFacts, reader: Reader): Trace {
  const { message, postings } = facts
  const steps = [
    ...beginSteps(facts, reader),
    ...statusSteps(facts),
    ...submitSteps(facts.submits, reader),
    ...deliverSteps(facts.delivers, reader),
    ...postings.map((posting) => postingStep(facts, posting)),
    ...webhookSteps(facts, reader),
  ]
  return {
    id: toMessageRef(message.id),
    direction: message.direction,
    status: message.status,
    isTest: message.isTest,
    priceNanos: message.shownNanos.toString(),
    refundedNanos: postings.reduce((sum, one) => sum + (one.kind === 'refund' ? one.amountNanos : 0n), 0n).toString(),
    postedNanos: postings.reduce((sum, one) => sum + takenBy(one), 0n).toString(),
    request: requestOf(facts, reader),
    steps: timed(steps),
  }
}

/** What a posting takes from what the account may spend; what comes back counts against it. */
function takenBy({ source, destination, amountNanos }: TracedPosting): bigint {
  if (source === 'available') return amountNanos
  return destination === 'available' ? -amountNanos : 0n
}

/** Within one millisecond, in the order in which things follow from each other. */
function timed(steps: UntimedStep[]): TraceStep[] {
  const placeOf = ({ at, notBefore = at }: UntimedStep) => Math.max(at.getTime(), notBefore.getTime())
  const inOrder = steps.toSorted((a, b) => placeOf(a) - placeOf(b) || a.rank - b.rank)
  return inOrder.map(({ at, rank: _rank, notBefore: _notBefore, ...rest }, index) => {
    const before = inOrder[index - 1]?.at ?? at
    return { ...rest, at: at.toISOString(), afterMs: Math.max(0, at.getTime() - before.getTime()) }
  })
}

const POSTED: Record<string, string> = {
  hold: 'Price held',
  settle: 'Price settled',
  release: 'Hold given back',
  charge: 'Charged',
  refund: 'Refunded',
}

function postingStep({ message, events }: TraceFacts, posting: TracedPosting): UntimedStep {
  const { id, kind, source, destination, amountNanos, reason, at } = posting
  const isBegin = kind === 'hold' || (kind === 'charge' && message.direction === 'inbound')
  const move = events.findLast((event) => event.at.getTime() <= at.getTime() + 1_000 && event.rev > 0)
  return step({
    id: `posting-${id}`,
    at,
    rank: isBegin ? 3 : 10,
    kind: 'posting',
    title: `${POSTED[kind] ?? kind}: ${formatNanos(amountNanos)}${message.isTest ? ' of test money' : ''}`,
    cause: `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`,
    causedBy: isBegin ? 'price' : move ? `status-${move.rev}` : null,
    facts: [
      { name: 'From', value: source },
      { name: 'To', value: destination },
      { name: 'Posting', value: id },
    ],
    tone: 'quiet',
  })
}

function requestOf({ message, request }: TraceFacts, { showsContent }: Reader): Trace['request'] {
  const { body, body_bytes: bytes = 0, content_type: contentType, idempotency_key: key } = request ?? {}
  const isWhole = body !== undefined && Buffer.byteLength(body) >= bytes
  if (!showsContent || !isWhole || message.apiVersion === null) return null
  return {
    version: message.apiVersion,
    contentType: contentType ?? 'application/json',
    idempotencyKey: key ?? null,
    body,
  }
}
