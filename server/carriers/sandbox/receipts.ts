import { addressFields } from '../smpp/address.ts'
import { encodeShortMessage } from '../smpp/short-message.ts'
import type { Delivery } from './deliveries.ts'
import type { ReceiptPlan } from './script.ts'

export type Taken = { id: bigint; from: string; to: string; text: string; takenAt: Date }

const MC_DELIVERY_RECEIPT = 0x04
const MESSAGE_STATES = { DELIVRD: 2, EXPIRED: 3, UNDELIV: 5 } as const satisfies Record<ReceiptPlan['stat'], number>

/** As the answer to a submission writes it. */
export function hexId(id: bigint): string {
  return id.toString(16).toUpperCase()
}

/** Every other receipt says it in TLVs as well as in text, as carriers differ in this. */
export function receiptFor({ id, from, to, text, takenAt }: Taken, plan: ReceiptPlan): Delivery {
  const writtenId = plan.idForm === 'decimal' ? id.toString() : hexId(id)
  const delivered = plan.stat === 'DELIVRD' ? '001' : '000'
  const report =
    `id:${writtenId} sub:001 dlvrd:${delivered} submit date:${stamp(takenAt)} done date:${stamp(new Date())} ` +
    `stat:${plan.stat} err:${plan.errorCode} text:${text.replaceAll(/[^ -~]/g, '.').slice(0, 20)}`
  return {
    fields: {
      // A receipt travels the other way: from the phone to the sender.
      ...addressFields(to, from),
      ...encodeShortMessage({ text: report.replaceAll('`', "'"), encoding: 'gsm7', concat: null }),
      esm_class: MC_DELIVERY_RECEIPT,
      ...(id % 2n === 0n ? {} : { receipted_message_id: writtenId, message_state: MESSAGE_STATES[plan.stat] }),
    },
    witnessed: { kind: 'receipt', id: writtenId, from: to, to: from, stat: plan.stat, text: null },
  }
}

/** `YYMMDDhhmm`, UTC. */
function stamp(at: Date): string {
  return at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 12)
}
