/** A part's text as the octets of `short_message`, both ways, for our side and the sandbox's. */
import type { Encoding, OutgoingPart } from '#domain/messages/carrier.ts'
import { decodeGsm7, encodeGsm7, septets } from '#lib/gsm7.ts'
import type { Fields } from './pdu.ts'

export type Concat = NonNullable<OutgoingPart['concat']>
export type ShortMessage = { text: string; encoding: Encoding; concat: Concat | null }

const UDH_INDICATOR = 0x40
const MAX_OCTETS = 254

/** Throws when the text does not fit the encoding or the field: the caller cut it wrongly. */
export function encodeShortMessage({ text, encoding, concat }: ShortMessage): Fields & { short_message: Buffer } {
  const body = encoding === 'gsm7' ? encodeGsm7(text) : Buffer.from(text, 'utf16le').swap16()
  if (body === null) throw new RangeError('the text has characters outside GSM-7')
  const header = concat ? Uint8Array.of(5, 0x00, 3, concat.reference, concat.total, concat.number) : new Uint8Array()
  if (header.length + body.length > MAX_OCTETS) throw new RangeError('the text is longer than one part')
  return {
    short_message: Buffer.concat([header, body]),
    data_coding: encoding === 'gsm7' ? 0x00 : 0x08,
    esm_class: concat ? UDH_INDICATOR : 0,
  }
}

/** Throws only when there is no message field at all; odd bytes inside it become the nearest text. */
export function decodeShortMessage(fields: Fields): ShortMessage {
  const octets = fields.short_message?.length ? fields.short_message : (fields.message_payload ?? fields.short_message)
  if (octets === undefined) throw new RangeError('the PDU has no short_message')
  const hasHeader = ((fields.esm_class ?? 0) & UDH_INDICATOR) !== 0 && octets.length > 0
  const headerEnd = hasHeader ? Math.min(1 + octets.readUInt8(0), octets.length) : 0
  const { text, encoding } = decodeText(octets.subarray(headerEnd), fields.data_coding ?? 0)
  return { text, encoding, concat: plausible(concatOfHeader(octets.subarray(1, headerEnd)) ?? concatOfTlvs(fields)) }
}

function decodeText(body: Buffer, dataCoding: number): { text: string; encoding: Encoding } {
  const alphabet = alphabetOf(dataCoding)
  if (alphabet === 'gsm7') return { text: decodeGsm7(body), encoding: 'gsm7' }
  if (alphabet === 'ucs2') {
    const whole = Buffer.from(body.subarray(0, body.length & ~1)).swap16()
    return { text: whole.toString('utf16le'), encoding: 'ucs2' }
  }
  const text = body.toString('latin1')
  return { text, encoding: septets(text) === null ? 'ucs2' : 'gsm7' }
}

/** SMPP 5.2.19 below 0x10, GSM 03.38 message classes above. Binary is shown as Latin-1 rather than lost. */
function alphabetOf(dataCoding: number): 'gsm7' | 'ucs2' | 'latin1' {
  if (dataCoding === 0x00) return 'gsm7'
  if (dataCoding === 0x08) return 'ucs2'
  if (dataCoding < 0x10) return 'latin1'
  if (dataCoding >= 0xf0) return dataCoding & 0x04 ? 'latin1' : 'gsm7'
  if (dataCoding >= 0xc0) return dataCoding >= 0xe0 ? 'ucs2' : 'gsm7'
  return (['gsm7', 'latin1', 'ucs2', 'gsm7'] as const)[(dataCoding >> 2) & 3] ?? 'gsm7'
}

function concatOfHeader(elements: Buffer): Concat | null {
  for (let at = 0; at + 2 <= elements.length; ) {
    const kind = elements.readUInt8(at)
    const data = elements.subarray(at + 2, at + 2 + elements.readUInt8(at + 1))
    if (kind === 0x00 && data.length === 3) return concatOf(data.readUInt8(0), data, 1)
    if (kind === 0x08 && data.length === 4) return concatOf(data.readUInt16BE(0), data, 2)
    at += 2 + elements.readUInt8(at + 1)
  }
  return null
}

function concatOf(reference: number, data: Buffer, at: number): Concat {
  return { reference, total: data.readUInt8(at), number: data.readUInt8(at + 1) }
}

function concatOfTlvs(fields: Fields): Concat | null {
  const { sar_msg_ref_num: reference, sar_total_segments: total, sar_segment_seqnum: number } = fields
  return reference === undefined || total === undefined || number === undefined ? null : { reference, total, number }
}

/** Some handsets put a concatenation of one, or of nonsense, on single messages: those are whole. */
function plausible(concat: Concat | null): Concat | null {
  return concat && concat.total > 1 && concat.number >= 1 && concat.number <= concat.total ? concat : null
}
