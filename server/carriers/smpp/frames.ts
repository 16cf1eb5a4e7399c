import { HEADER_BYTES, MAX_PDU_BYTES } from './pdu.ts'

/**
 * Cuts a byte stream into PDUs, however the network split it. Throws when a length cannot be true: from there on
 * nothing in the stream can be trusted, and the connection has to go.
 */
export function createFrameReader(): (chunk: Buffer) => Buffer[] {
  let pieces: Buffer[] = []
  let held = 0

  return (chunk) => {
    pieces.push(chunk)
    held += chunk.length
    const first = pieces[0] ?? chunk
    if (first.length >= 4 && held < lengthAt(first, 0)) return []

    const bytes = pieces.length === 1 ? chunk : Buffer.concat(pieces)
    const frames: Buffer[] = []
    let at = 0
    while (bytes.length - at >= 4) {
      const length = lengthAt(bytes, at)
      if (bytes.length - at < length) break
      frames.push(bytes.subarray(at, at + length))
      at += length
    }
    pieces = at === bytes.length ? [] : [bytes.subarray(at)]
    held = bytes.length - at
    return frames
  }
}

function lengthAt(bytes: Buffer, at: number): number {
  const length = bytes.readUInt32BE(at)
  if (length < HEADER_BYTES || length > MAX_PDU_BYTES) throw new RangeError(`a PDU cannot have ${length} bytes`)
  return length
}
