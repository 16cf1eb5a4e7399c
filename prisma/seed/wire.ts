/** What would have gone over the wire, in bytes, so that the demo's traces have PDUs to show. */
import type { CarrierReceipt } from '#domain/messages/carrier.ts'
import type { ClaimedMessage } from '#domain/messages/claim-messages.ts'
import { segment } from '#domain/messages/segments.ts'
import { addressFields } from '#server/carriers/smpp/address.ts'
import { createPdu, type Fields } from '#server/carriers/smpp/pdu.ts'
import { encodeShortMessage, type ShortMessage } from '#server/carriers/smpp/short-message.ts'

const hex = (command: string, fields: Fields) => createPdu(command, fields).toBuffer().toString('hex')

export function submitPdu({ id, from, to, body, encoding }: ClaimedMessage, index: number, sequence: number): string {
  const { parts } = segment(body)
  const reference = Number.parseInt(id.slice(-2), 16)
  const concat = parts.length > 1 ? { reference, total: parts.length, number: index + 1 } : null
  const text = encodeShortMessage({ text: parts[index] ?? '', encoding, concat })
  return hex('submit_sm', { ...addressFields(from, to), ...text, registered_delivery: 1, sequence_number: sequence })
}

export function answerPdu(sequence: number, status: number, carrierMessageId: string): string {
  return hex('submit_sm_resp', {
    command_status: status,
    sequence_number: sequence,
    ...(status === 0 ? { message_id: carrierMessageId } : {}),
  })
}

export function receiptPdu(receipt: Omit<CarrierReceipt, 'raw' | 'kind'>): string {
  const { carrierMessageId: id, errorCode, from, to } = receipt
  const [stat, state] = receipt.state === 'delivered' ? ['DELIVRD', 2] : ['UNDELIV', 5]
  const report = `id:${id} sub:001 dlvrd:${state === 2 ? '001' : '000'} stat:${stat} err:${errorCode}`
  return hex('deliver_sm', {
    ...addressFields(from, to),
    ...encodeShortMessage({ text: report, encoding: 'gsm7', concat: null }),
    esm_class: 4,
    receipted_message_id: id,
    message_state: Number(state),
  })
}

export function inboundPdu(from: string, to: string, message: ShortMessage): string {
  return hex('deliver_sm', { ...addressFields(from, to), ...encodeShortMessage(message) })
}
