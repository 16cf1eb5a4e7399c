/** One client's connection to the sandbox: who it is, what it submits, what it is told. */
import type { Session } from 'smpp'
import { toE164 } from '../smpp/address.ts'
import type { Fields, Pdu } from '../smpp/pdu.ts'
import { decodeShortMessage } from '../smpp/short-message.ts'
import { STATUS } from '../smpp/status.ts'
import type { Deliveries, Receiver } from './deliveries.ts'
import { inboundParts } from './inbound.ts'
import { hexId, receiptFor, type Taken } from './receipts.ts'
import { type Behaviour, behaviourFor, type SubmitAnswer } from './script.ts'
import type { Witness } from './witness.ts'

export type Carrier = {
  systemId: string
  password: string
  responseDelayMs: number
  witness: Witness
  deliveries: Deliveries
  nextId: () => bigint
  /** Which of the script's answers is this part's turn. */
  nextAnswer: (part: string, answers: readonly SubmitAnswer[]) => SubmitAnswer
  /** A timer that ends with the sandbox. */
  after: (delayMs: number, work: () => void) => void
}

const BINDS: ReadonlySet<string> = new Set(['bind_transceiver', 'bind_receiver', 'bind_transmitter'])
const INVALID_DESTINATION = 0x0b

export function serveClient(session: Session, carrier: Carrier): void {
  let boundAs: string | null = null
  const receiver: Receiver = { send: (fields, onAnswer) => session.deliver_sm(fields, onAnswer) }

  session.on('error', () => session.destroy())
  session.on('close', () => carrier.deliveries.part(receiver))
  session.on('pdu', (pdu: Pdu) => {
    try {
      if (!pdu.isResponse()) handle(pdu)
    } catch {
      reply(pdu, { command_status: STATUS.systemError })
    }
  })

  function reply(pdu: Pdu, fields: Fields = {}): void {
    session.send(pdu.response(fields))
  }

  function handle(pdu: Pdu): void {
    if (BINDS.has(pdu.command)) bind(pdu)
    else if (pdu.command === 'enquire_link') reply(pdu)
    else if (pdu.command === 'unbind') unbind(pdu)
    else if (pdu.command !== 'submit_sm') reply(pdu, { command_status: STATUS.invalidCommand })
    else if (boundAs === null || boundAs === 'bind_receiver') {
      reply(pdu, { command_status: STATUS.incorrectBindStatus })
    } else submit(pdu)
  }

  function bind(pdu: Pdu): void {
    const status = bindStatus(pdu)
    reply(pdu, status === STATUS.ok ? { system_id: 'sandbox' } : { command_status: status })
    if (status !== STATUS.ok) return
    boundAs = pdu.command
    if (boundAs !== 'bind_transmitter') carrier.deliveries.join(receiver)
  }

  function bindStatus(pdu: Pdu): number {
    if (boundAs !== null) return STATUS.alreadyBound
    if (pdu.system_id !== carrier.systemId) return STATUS.invalidSystemId
    return pdu.password === carrier.password ? STATUS.ok : STATUS.invalidPassword
  }

  function unbind(pdu: Pdu): void {
    boundAs = null
    carrier.deliveries.part(receiver)
    reply(pdu)
    session.socket.end()
  }

  function submit(pdu: Pdu): void {
    const behaviour = behaviourFor(pdu.destination_addr ?? '')
    const part = `${pdu.source_addr}>${pdu.destination_addr}:${pdu.short_message?.toString('hex')}`
    const answer = behaviour.answers.length === 1 ? behaviour.answers[0] : carrier.nextAnswer(part, behaviour.answers)
    const delayMs = carrier.responseDelayMs + behaviour.answerAfterMs
    if (answer === 'reject') later(delayMs, () => reply(pdu, { command_status: INVALID_DESTINATION }))
    else if (answer === 'throttle') later(delayMs, () => reply(pdu, { command_status: STATUS.throttled }))
    else take(pdu, behaviour, answer === 'drop' ? () => session.destroy() : null, delayMs)
  }

  function take(pdu: Pdu, behaviour: Behaviour, insteadOfAnswer: (() => void) | null, delayMs: number): void {
    const { text, concat } = decodeShortMessage(pdu)
    const from = toE164(pdu.source_addr, pdu.source_addr_ton)
    const to = toE164(pdu.destination_addr, pdu.dest_addr_ton)
    const taken: Taken = { id: carrier.nextId(), from, to, text, takenAt: new Date() }
    const id = hexId(taken.id)
    carrier.witness.write({ event: 'submit', at: taken.takenAt.toISOString(), id, from, to, text, concat })

    const answer = insteadOfAnswer ?? (() => reply(pdu, { message_id: id }))
    if (behaviour.isReceiptFirst) {
      sendReceipts(taken, behaviour)
      // In a packet of its own, a moment later.
      later(Math.max(delayMs, 20), answer)
    } else {
      later(delayMs, answer)
      carrier.after(delayMs + (behaviour.receipt?.afterMs ?? 0), () => sendReceipts(taken, behaviour))
    }
    if (behaviour.isLoop)
      for (const delivery of inboundParts(to, from, text, 0))
        carrier.after(delayMs, () => carrier.deliveries.push(delivery))
  }

  function sendReceipts(taken: Taken, { receipt }: Behaviour): void {
    for (let copy = 0; receipt !== null && copy < receipt.copies; copy++) {
      carrier.deliveries.push(receiptFor(taken, receipt))
    }
  }

  function later(delayMs: number, work: () => void): void {
    if (delayMs === 0) work()
    else carrier.after(delayMs, work)
  }
}
