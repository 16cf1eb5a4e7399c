import type { Incoming } from '#domain/messages/carrier.ts'
import { toE164 } from './address.ts'
import type { Pdu } from './pdu.ts'
import { parseReceiptText, stateOfTlv } from './receipt-text.ts'
import { decodeShortMessage } from './short-message.ts'

const MESSAGE_TYPE = 0x3c
const RECEIPT = 0x04
const INTERMEDIATE = 0x20

/**
 * A deliver_sm in the port's words. Throws when something it needs is missing.
 *
 * A receipt's time is its arrival: the carrier's `done date` has no zone and often no seconds, and a message that was
 * delivered before it was sent helps nobody. The written date stays in `raw`.
 */
export function readDeliverSm(pdu: Pdu, frame: Buffer, arrivedAt: Date): Incoming {
  const from = toE164(pdu.source_addr, pdu.source_addr_ton)
  const to = toE164(pdu.destination_addr, pdu.dest_addr_ton)
  const { text, encoding, concat } = decodeShortMessage(pdu)
  const raw = frame.toString('hex')
  if (!isReceipt(pdu)) return { kind: 'inbound', from, to, text, encoding, concat, raw }

  const written = parseReceiptText(text)
  const stateByTlv = pdu.message_state === undefined ? null : stateOfTlv(pdu.message_state)
  return {
    kind: 'receipt',
    carrierMessageId: pdu.receipted_message_id ?? written.carrierMessageId ?? '',
    state: stateByTlv ?? written.state ?? 'unknown',
    errorCode: written.errorCode,
    from,
    to,
    at: arrivedAt,
    raw,
  }
}

function isReceipt(pdu: Pdu): boolean {
  const type = (pdu.esm_class ?? 0) & MESSAGE_TYPE
  return type === RECEIPT || type === INTERMEDIATE || pdu.receipted_message_id !== undefined
}
