/** A position in the feed of events, opaque to who holds it: the order of commits, then the id. It opens nothing by itself. */
import { formatId, idBytes } from '#lib/ids.ts'

export type EventPosition = { xid: string; id: string }

const XID_BYTES = 8
const BYTES = 24

export function writeCursor({ xid, id }: EventPosition): string {
  const bytes = Buffer.alloc(BYTES)
  bytes.writeBigUInt64BE(BigInt(xid))
  idBytes(id).copy(bytes, XID_BYTES)
  return bytes.toString('base64url')
}

/** Null when it is none. */
export function readCursor(text: string): EventPosition | null {
  if (!/^[\w-]{32}$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  return { xid: bytes.readBigUInt64BE().toString(), id: formatId(bytes.subarray(XID_BYTES)) }
}
