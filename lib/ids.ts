import { randomFillSync } from 'node:crypto'
import { now } from './time.ts'

export { isId } from './is-id.ts'

/**
 * UUIDv7 (RFC 9562): 48 bits of milliseconds, then a 12-bit counter within the millisecond, then 62 random bits.
 * The counter keeps ids of one process in the order they were made, so `(account_id, id)` is a keyset.
 */
let lastMs = 0
let counter = 0

/** Random bytes are asked for by the page: asking for each id by itself was a sixteenth of all that accepting cost the API. */
const ID_BYTES = 16
const page = Buffer.alloc(256 * ID_BYTES)
let used = page.length

export function newId(at: Date = now()): string {
  if (used === page.length) {
    randomFillSync(page)
    used = 0
  }
  const bytes = page.subarray(used, used + ID_BYTES)
  used += ID_BYTES
  const ms = at.getTime()
  counter = ms === lastMs ? (counter + 1) & 0xfff : 0
  lastMs = ms
  bytes.writeUIntBE(ms, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return format(bytes.toString('hex'))
}

function format(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

/** The other way, of 16 bytes. */
export function formatId(bytes: Buffer): string {
  return format(bytes.toString('hex'))
}

/** Below every id there is. */
export const NO_ID = '00000000-0000-0000-0000-000000000000'

/** Above every id there is. */
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The ids beside one, in their order. */
export function idAfter(id: string): string {
  return beside(id, 1n)
}

export function idBefore(id: string): string {
  return beside(id, -1n)
}

function beside(id: string, step: bigint): string {
  const number = BigInt.asUintN(128, BigInt(`0x${id.replaceAll('-', '')}`) + step)
  return format(number.toString(16).padStart(32, '0'))
}

/** When the message of an id was made. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}

/** Below every id of a moment, and where the month's partition begins that begins then (`first_id_at`): a bound, and no id. */
export function firstIdAt(at: Date): string {
  return format(`${at.getTime().toString(16).padStart(12, '0')}00000000000000000000`)
}

/** `mdr2-` and 32 hex digits, as the contract shows a message outside. */
export function toMessageRef(id: string, prefix: 'mdr1' | 'mdr2' = 'mdr2'): string {
  return `${prefix}-${id.replaceAll('-', '')}`
}

/** The other way; `mdr1-` and `mdr2-` are both read on every version (contract 5.3). Null when it is not one. */
export function fromMessageRef(ref: string): string | null {
  const hex = /^mdr[12]-([0-9a-f]{32})$/i.exec(ref)?.[1]
  return hex ? format(hex.toLowerCase()) : null
}
