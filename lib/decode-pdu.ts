/**
 * The bytes of an SMPP 3.4 PDU as fields with their place, for people who read a trace. Pure, and believes nothing: what does not fit
 * becomes a last field that says so. It decides nothing; the wire's own codec is `server/carriers/smpp/pdu.ts`.
 */
import { decodeGsm7 } from './gsm7.ts'

export type PduField = {
  name: string
  value: string
  /** Where it stands, in bytes: from (included) to (excluded). */
  from: number
  to: number
  /** It holds, or may hold, what the message says. */
  isContent: boolean
}

export type DecodedPdu = { command: string; status: number; sequence: number; bytes: number; fields: PduField[] }

const COMMANDS: Record<number, string> = {
  4: 'submit_sm',
  2147483652: 'submit_sm_resp',
  5: 'deliver_sm',
  2147483653: 'deliver_sm_resp',
  2147483648: 'generic_nack',
}

type Kind = 'cstring' | 'u8'
const MESSAGE: readonly (readonly [name: string, kind: Kind])[] = [
  ['service_type', 'cstring'],
  ['source_addr_ton', 'u8'],
  ['source_addr_npi', 'u8'],
  ['source_addr', 'cstring'],
  ['dest_addr_ton', 'u8'],
  ['dest_addr_npi', 'u8'],
  ['destination_addr', 'cstring'],
  ['esm_class', 'u8'],
  ['protocol_id', 'u8'],
  ['priority_flag', 'u8'],
  ['schedule_delivery_time', 'cstring'],
  ['validity_period', 'cstring'],
  ['registered_delivery', 'u8'],
  ['replace_if_present_flag', 'u8'],
  ['data_coding', 'u8'],
  ['sm_default_msg_id', 'u8'],
]
const BODIES: Record<string, readonly (readonly [name: string, kind: Kind])[]> = {
  submit_sm: MESSAGE,
  deliver_sm: MESSAGE,
  submit_sm_resp: [['message_id', 'cstring']],
  deliver_sm_resp: [['message_id', 'cstring']],
}

/** Those that say nothing of the text; any other may. */
const PARAMETERS: Record<number, readonly [name: string, kind: 'cstring' | 'number' | 'hex']> = {
  30: ['receipted_message_id', 'cstring'],
  516: ['user_message_reference', 'number'],
  524: ['sar_msg_ref_num', 'number'],
  526: ['sar_total_segments', 'number'],
  527: ['sar_segment_seqnum', 'number'],
  1059: ['network_error_code', 'hex'],
  1063: ['message_state', 'number'],
}
const MESSAGE_PAYLOAD = 0x0424

const HEADER = 16
const HAS_UDH = 0x40
const UCS2 = 8

export function decodePdu(bytes: Uint8Array): DecodedPdu | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (buffer.length < HEADER) return null
  const id = buffer.readUInt32BE(4)
  const command = COMMANDS[id] ?? `command 0x${id.toString(16).padStart(8, '0')}`
  const fields: PduField[] = []
  const end = readFields(buffer, command, fields)
  if (end < buffer.length) {
    const value = `${buffer.length - end} bytes that do not fit the command`
    fields.push({ name: 'unreadable', value, from: end, to: buffer.length, isContent: true })
  }
  return { command, status: buffer.readUInt32BE(8), sequence: buffer.readUInt32BE(12), bytes: buffer.length, fields }
}

/** Returns where reading ended: at the end, or where it no longer made sense. */
function readFields(buffer: Buffer, command: string, fields: PduField[]): number {
  let at = HEADER
  for (const [name, kind] of BODIES[command] ?? []) {
    // An answer that refuses may end here.
    if (at >= buffer.length) return at
    const to = kind === 'u8' ? at + 1 : buffer.indexOf(0, at) + 1
    if (to === 0 || to > buffer.length) return at
    const value = kind === 'u8' ? String(buffer[at]) : buffer.toString('latin1', at, to - 1)
    fields.push({ name, value, from: at, to, isContent: false })
    at = to
  }
  if (BODIES[command] === MESSAGE) {
    const to = at + 1 + (buffer[at] ?? 0)
    if (at >= buffer.length || to > buffer.length) return at
    const value = textOf(buffer.subarray(at + 1, to), numberOf(fields, 'data_coding'), numberOf(fields, 'esm_class'))
    fields.push({ name: 'short_message', value, from: at + 1, to, isContent: true })
    at = to
  }
  return readParameters(buffer, at, fields)
}

function readParameters(buffer: Buffer, from: number, fields: PduField[]): number {
  let at = from
  while (at + 4 <= buffer.length) {
    const tag = buffer.readUInt16BE(at)
    const to = at + 4 + buffer.readUInt16BE(at + 2)
    if (to > buffer.length) return at
    fields.push(parameterOf(tag, buffer.subarray(at + 4, to), { from: at + 4, to }, fields))
    at = to
  }
  return at
}

function parameterOf(tag: number, value: Buffer, place: { from: number; to: number }, fields: PduField[]): PduField {
  const known = PARAMETERS[tag]
  if (tag === MESSAGE_PAYLOAD) {
    const text = textOf(value, numberOf(fields, 'data_coding'), numberOf(fields, 'esm_class'))
    return { name: 'message_payload', value: text, ...place, isContent: true }
  }
  if (!known) {
    const name = `tag 0x${tag.toString(16).padStart(4, '0')}`
    return { name, value: value.toString('hex'), ...place, isContent: true }
  }
  const [name, kind] = known
  if (kind === 'cstring')
    return { name, value: value.toString('latin1').replace(/\0$/, ''), ...place, isContent: false }
  const text =
    kind === 'number' && value.length <= 6
      ? String(value.length ? value.readUIntBE(0, value.length) : 0)
      : value.toString('hex')
  return { name, value: text, ...place, isContent: false }
}

function numberOf(fields: PduField[], name: string): number {
  return Number(fields.find((field) => field.name === name)?.value ?? 0)
}

/** A part of a long message begins with a header of its own. */
function textOf(bytes: Buffer, coding: number, esmClass: number): string {
  const header = (esmClass & HAS_UDH) === 0 ? 0 : Math.min(bytes.length, 1 + (bytes[0] ?? 0))
  const text = bytes.subarray(header)
  const shown = coding === UCS2 ? utf16(text) : coding === 0 ? decodeGsm7(text) : text.toString('latin1')
  return header === 0 ? shown : `[${bytes.subarray(0, header).toString('hex')}] ${shown}`
}

function utf16(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le')
    .toWellFormed()
}
