/** One part through an open session, and every way that can end. */
import type { Exchange, OutgoingPart, SubmitOutcome } from '#domain/messages/carrier.ts'
import { addressFields } from './address.ts'
import type { Gate } from './gate.ts'
import { type Fields, statusName } from './pdu.ts'
import type { Session } from './session.ts'
import { encodeShortMessage } from './short-message.ts'
import { isNotNow, refusalSentence, STATUS } from './status.ts'

const WANTS_RECEIPT = 1

/** The caller has been admitted by the gate; this leaves it. */
export async function submitPart(session: Session, gate: Gate, part: OutgoingPart): Promise<SubmitOutcome> {
  try {
    return await exchange(session, gate, part)
  } finally {
    gate.leave()
  }
}

async function exchange(session: Session, gate: Gate, part: OutgoingPart): Promise<SubmitOutcome> {
  const nothing: Exchange = {
    sequence: null,
    commandStatus: null,
    submittedAt: new Date(),
    answeredAt: null,
    submitPdu: null,
    answerPdu: null,
  }
  const fields = fieldsOf(part)
  if (typeof fields === 'string') return { kind: 'rejected', reason: fields, exchange: nothing }

  const sentAtMs = performance.now()
  const sent = session.submit(fields)
  if (sent === null) return { kind: 'unsent', reason: 'the link is down' }

  const answer = await sent.answer
  const answerPdu = answer.frame?.toString('hex') ?? null
  const left = {
    ...nothing,
    sequence: sent.sequence,
    submittedAt: sent.sentAt,
    submitPdu: sent.bytes.toString('hex'),
    answerPdu,
  }
  if (answer.kind === 'silent') return { kind: 'uncertain', reason: answer.reason, exchange: left }

  const status = answer.pdu.command_status
  const told = { ...left, commandStatus: status, answeredAt: new Date() }
  if (status === STATUS.ok && answer.pdu.command === 'submit_sm_resp') {
    gate.taken(sentAtMs)
    return { kind: 'accepted', carrierMessageId: answer.pdu.message_id ?? '', exchange: told }
  }
  if (isNotNow(status)) {
    // The carrier no longer counts us as bound: only a new bind helps.
    if (status === STATUS.incorrectBindStatus) session.destroy('the carrier says we are not bound')
    return { kind: 'throttled', retryAfterMs: gate.throttled(sentAtMs), exchange: told }
  }
  return { kind: 'rejected', reason: refusalSentence(status, statusName(status)), exchange: told }
}

/** The PDU's fields, or the sentence that says why this part cannot be written. */
function fieldsOf(part: OutgoingPart): Fields | string {
  try {
    return {
      ...addressFields(part.from, part.to),
      ...encodeShortMessage(part),
      registered_delivery: WANTS_RECEIPT,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
