/** Every status of a message with its cause: the step that it follows from, and the reason in words. */
import { FAILED, STATUSES, type Status } from '#domain/messages/status.ts'
import type { TracedEvent, TraceFacts } from './trace-facts.ts'
import { factsOf, step, type UntimedStep } from './trace-step.ts'

type Why = { title: string; cause: string; causedBy: string | null }

export function statusSteps(facts: TraceFacts): UntimedStep[] {
  let notBefore = new Date(0)
  return facts.events.map((event) => {
    if (event.at > notBefore) notBefore = event.at
    const kind = event.kind.replace('message.', '')
    const why = whyOf(facts, event, kind)
    const isClaim = kind === 'sending'
    const { worker, epoch } = event.detail
    return step({
      id: isClaim && epoch !== undefined ? `claim-${epoch}` : `status-${event.rev}`,
      at: event.at,
      notBefore,
      rank: event.rev === 0 ? 4 : isClaim ? 5 : 9,
      kind: 'status',
      ...why,
      tone: toneOf(kind),
      status: statusOf(kind),
      facts: factsOf({ Worker: isClaim ? String(worker ?? '') : null, Claim: isClaim ? String(epoch ?? '') : null }),
    })
  })
}

/** `released` is an event and no status: such a message is received. */
function statusOf(kind: string): Status {
  if (kind === 'released') return 'received'
  return STATUSES.find((status) => status === kind) ?? 'accepted'
}

function toneOf(kind: string): UntimedStep['tone'] {
  const failed: readonly string[] = FAILED
  if (failed.includes(kind)) return 'failed'
  if (kind === 'held' || kind === 'uncertain' || kind === 'deferred') return 'held'
  return kind === 'sending' || kind === 'canceled' ? 'quiet' : 'good'
}

function whyOf(facts: TraceFacts, event: TracedEvent, kind: string): Why {
  const before = facts.events.findLast((one) => one.rev < event.rev)
  const epoch = facts.events.filter((one) => one.rev <= event.rev && one.kind === 'message.sending').length
  const previous = before ? stepOf(before) : null
  const reason = sentence(event.detail.reason)
  switch (kind) {
    case 'accepted':
      return { title: 'Accepted', cause: acceptedCause(facts), causedBy: 'request' }
    case 'sending':
      return {
        title: 'Claimed by a worker',
        cause: before?.kind === 'message.deferred' ? 'Its wait was over.' : 'It was due, and its link had room.',
        causedBy: previous,
      }
    case 'deferred':
      return {
        title: 'Put back to try again',
        cause: reason ?? 'The carrier could not take it yet.',
        causedBy: answerOf(facts, epoch, 'throttled') ?? previous,
      }
    case 'uncertain':
      return { title: 'In doubt', cause: reason ?? 'No answer came.', causedBy: submitOf(facts, epoch) ?? previous }
    case 'sent':
      return {
        title: 'Sent',
        cause: sentCause(facts),
        causedBy: answerOf(facts, null, 'accepted') ?? receiptOf(facts, event, null) ?? previous,
      }
    case 'delivered':
    case 'undelivered':
      return {
        title: kind === 'delivered' ? 'Delivered' : 'Not delivered',
        cause: receiptCause(facts, event, reason),
        causedBy: receiptOf(facts, event, kind) ?? previous,
      }
    case 'rejected':
      return {
        title: 'Rejected',
        cause: reason ?? 'The carrier refused it.',
        causedBy: answerOf(facts, epoch, 'rejected') ?? previous,
      }
    case 'received':
      return {
        title: 'Received',
        cause: reason ?? 'All of its parts came, and its number may be written to.',
        causedBy: broughtBy(facts),
      }
    case 'held':
      return {
        title: 'Received and held',
        cause: reason ?? 'It could not be told to anybody.',
        causedBy: broughtBy(facts),
      }
    case 'released':
      return {
        title: 'Released',
        cause: 'It was sent again by hand: what it had waited for was there.',
        causedBy: previous,
      }
    case 'expired':
      return { title: 'Expired', cause: reason ?? 'It could not be sent within its validity.', causedBy: previous }
    case 'canceled':
      return { title: 'Canceled', cause: reason ?? 'It was taken back before it was sent.', causedBy: previous }
    default:
      return { title: kind, cause: reason ?? 'Recorded without a reason.', causedBy: previous }
  }
}

function acceptedCause({ postings }: TraceFacts): string {
  const held = postings.some((posting) => posting.kind === 'hold')
  return held ? 'It passed every check, and its price was held.' : 'It passed every check, and costs nothing.'
}

export function stepOf({ kind, rev, detail }: TracedEvent): string {
  return kind === 'message.sending' && detail.epoch !== undefined ? `claim-${detail.epoch}` : `status-${rev}`
}

function sentence(reason: unknown): string | null {
  if (typeof reason !== 'string' || reason === '') return null
  const text = `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`
  return /[.!?)]$/.test(text) ? text : `${text}.`
}

function submitOf({ submits }: TraceFacts, epoch: number): string | null {
  const doubt = submits.find((one) => one.epoch === epoch && one.outcome === 'uncertain')
  return doubt ? `submit-${doubt.part}-${doubt.epoch}` : null
}

/** The last such answer: with it the message moved. */
function answerOf({ submits }: TraceFacts, epoch: number | null, outcome: string): string | null {
  const told = submits.findLast((one) => (epoch === null || one.epoch === epoch) && one.outcome === outcome)
  if (!told) return null
  return `${told.answeredAt ? 'answer' : 'submit'}-${told.part}-${told.epoch}`
}

function sentCause({ submits, message }: TraceFacts): string {
  const taken = new Set(submits.filter((one) => one.outcome === 'accepted').map((one) => one.part)).size
  if (taken === 0) return 'The carrier took it.'
  return message.parts === 1
    ? 'The carrier answered that it took it.'
    : `The carrier answered that it took ${taken} of ${message.parts} parts.`
}

function receiptOf({ delivers }: TraceFacts, event: TracedEvent, kind: string | null): string | null {
  const receipts = delivers.filter((one) => one.kind === 'receipt' && one.at <= event.at)
  const failed = receipts.find((one) => !['delivered', 'enroute', 'unknown'].includes(one.state ?? ''))
  const told = kind === 'undelivered' ? failed : receipts.findLast((one) => one.state === 'delivered')
  return told ? `deliver-${told.id}` : null
}

function receiptCause(facts: TraceFacts, event: TracedEvent, reason: string | null): string {
  if (reason) return reason
  const receipts = facts.delivers.filter((one) => one.kind === 'receipt' && one.at <= event.at)
  const parts = new Set(receipts.map((one) => one.part)).size
  return parts > 1 ? `The receipts of its ${parts} parts say so.` : 'The carrier’s receipt says so.'
}

function broughtBy({ delivers }: TraceFacts): string | null {
  const last = delivers.findLast((one) => one.kind === 'inbound')
  return last ? `deliver-${last.id}` : null
}
