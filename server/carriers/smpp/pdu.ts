/**
 * The one place that touches the codec of npm `smpp`. Two of its habits are undone here, for both sides of the wire:
 * it rewrites message texts on the way in (wrongly for backslashes, and the bytes are gone), and it takes a message
 * shorter than its own length byte says.
 */
import smpp from 'smpp'

export type Pdu = smpp.PDU
export type Fields = smpp.Fields

const { cstring, buffer } = smpp.types
const wholeBytes: smpp.FieldType = {
  ...buffer,
  read(bytes, offset) {
    const length = bytes.readUInt8(offset)
    if (offset + 1 + length > bytes.length) throw new RangeError('short_message ends before its length')
    return buffer.read(bytes, offset)
  },
}

for (const name of ['submit_sm', 'deliver_sm']) {
  const known = smpp.commands[name]
  if (known === undefined) throw new Error(`npm smpp does not know ${name}`)
  smpp.addCommand(name, {
    id: known.id,
    params: {
      ...known.params,
      schedule_delivery_time: { type: cstring },
      validity_period: { type: cstring },
      short_message: { type: wholeBytes },
    },
  })
}
smpp.addTLV('message_payload', { id: 0x0424, type: smpp.types.tlv.buffer })

/** Longer than the longest `message_payload`. */
export const MAX_PDU_BYTES = 70_000
smpp.PDU.maxLength = MAX_PDU_BYTES

export const HEADER_BYTES = 16

/** The other side of the wire, reached only through here so that the codec is mended on both. */
export const createSmsc = smpp.createServer

export function createPdu(command: string, fields: Fields): Pdu {
  return new smpp.PDU(command, fields)
}

/** Throws when the bytes do not hold what the command asks for. */
export function decodePdu(frame: Buffer): Pdu {
  return new smpp.PDU(frame)
}

const names = new Map(Object.entries(smpp.errors).map(([name, status]) => [status, name]))

/** `0x58` → `ESME_RTHROTTLED`; a carrier's own code is shown in hex. */
export function statusName(status: number): string {
  return names.get(status) ?? `status 0x${status.toString(16).padStart(8, '0')}`
}
