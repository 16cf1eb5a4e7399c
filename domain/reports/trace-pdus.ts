/** What went over the wire, decoded and raw, and masked for those who do not see what messages say. */
import { decodePdu } from '#lib/decode-pdu.ts'
import type { Reader } from './tell-trace.ts'
import type { TracedPdu } from './trace.ts'
import type { Deliver, Submit } from './trace-facts.ts'
import { factsOf, step, type UntimedStep } from './trace-step.ts'

const HIDDEN = '··'

export function tracedPdu(bytes: Buffer | null, direction: 'out' | 'in', { showsContent }: Reader): TracedPdu | null {
  const decoded = bytes && decodePdu(bytes)
  if (!bytes || !decoded) return null
  const pairs: string[] = bytes.toString('hex').match(/../g) ?? []
  const hidden = showsContent ? [] : decoded.fields.filter((field) => field.isContent)
  for (const { from, to } of hidden) pairs.fill(HIDDEN, from, to)
  return {
    direction,
    command: decoded.command,
    status: decoded.status,
    sequence: decoded.sequence,
    bytes: decoded.bytes,
    fields: decoded.fields.map((field) => ({
      name: field.name,
      value: field.isContent && !showsContent ? null : field.value,
    })),
    hex: pairs.join(''),
  }
}

const ANSWERS: Record<Submit['outcome'], string> = {
  accepted: 'Carrier took it',
  throttled: 'Carrier said: not now',
  rejected: 'Carrier refused it',
  uncertain: 'Carrier’s answer could not be read',
}

export function submitSteps(submits: readonly Submit[], reader: Reader): UntimedStep[] {
  const isLong = submits.some(({ part }) => part > 1)
  return submits.flatMap((one) => {
    const { part, epoch, submittedAt, answeredAt, outcome } = one
    const which = isLong ? `, part ${part}` : ''
    const id = `${part}-${epoch}`
    const wrote = one.submitPdu !== null || one.commandStatus !== null || answeredAt !== null
    const left = step({
      id: `submit-${id}`,
      at: submittedAt,
      rank: 6,
      kind: 'pdu',
      title: wrote || outcome === 'uncertain' ? `Handed to the carrier${which}` : `Could not be written${which}`,
      cause:
        wrote || outcome === 'uncertain'
          ? `Claim ${epoch} sends it over ${one.linkName ? `the link ${one.linkName}` : 'its link'}.`
          : `${one.reason}`,
      causedBy: `claim-${epoch}`,
      tone: outcome === 'uncertain' ? 'held' : 'quiet',
      facts: factsOf({ Link: one.linkName, Worker: one.worker, Claim: String(epoch), Part: String(part) }),
      pdu: tracedPdu(one.submitPdu, 'out', reader),
    })
    const at = answeredAt ?? (one.answerPdu ? submittedAt : null)
    if (!at) return [left]
    const status = Number(one.commandStatus ?? 0)
    const answer = step({
      id: `answer-${id}`,
      at,
      rank: 7,
      kind: 'pdu',
      title: `${ANSWERS[outcome]}${which}`,
      cause:
        one.reason ??
        `It answered with status 0x${status.toString(16).padStart(8, '0')}${status === 0 ? ', success' : ''}.`,
      causedBy: left.id,
      tone: outcome === 'accepted' ? 'good' : outcome === 'rejected' ? 'failed' : 'held',
      pdu: tracedPdu(one.answerPdu, 'in', reader),
    })
    return [left, answer]
  })
}

export function deliverSteps(delivers: readonly Deliver[], reader: Reader): UntimedStep[] {
  const isLong = delivers.some(({ part }) => part > 1)
  return delivers.map((one) => {
    const which = isLong ? ` of part ${one.part}` : ''
    const isReceipt = one.kind === 'receipt'
    const error = one.error && !/^0*$/.test(one.error) ? `, error ${one.error}` : ''
    return step({
      id: `deliver-${one.id}`,
      at: one.at,
      // The text of an inbound message comes before all that becomes of it.
      rank: isReceipt ? 8 : 0,
      kind: 'pdu',
      title: isReceipt
        ? `Receipt${which}: ${one.state}${error}`
        : `Came from the carrier${isLong ? `, part ${one.part}` : ''}`,
      cause: `${one.linkName ? `The link ${one.linkName}` : 'The carrier'} brought it${isReceipt ? ': we had asked for a receipt' : ''}.`,
      causedBy: null,
      tone:
        !isReceipt || one.state === 'delivered'
          ? 'good'
          : ['enroute', 'unknown'].includes(one.state ?? '')
            ? 'quiet'
            : 'failed',
      facts: factsOf({ Link: one.linkName, State: one.state, 'Error code': one.error }),
      pdu: tracedPdu(one.pdu, 'in', reader),
    })
  })
}
