/**
 * Cuts bytes into the records of a CSV file (RFC 4180) without ever holding more than one of them, whatever the file is: a record
 * that is too long, or whose quote is never closed, is passed over and named, and reading goes on with the line after it began.
 */
export type RawRecord =
  | { line: number; bytes: Uint8Array; end: number }
  | { line: number; problem: string; end: number }

export const SENTENCES = {
  tooLong: (bytes: number) => `The line is longer than ${bytes.toLocaleString('en-US')} bytes.`,
  openQuote: 'A quote is opened here and not closed.',
  strayQuote: 'A quote stands where none may stand: inside a quoted cell, write it twice.',
}

const [LF, CR, QUOTE, COMMA] = [0x0a, 0x0d, 0x22, 0x2c]
const MARK = [0xef, 0xbb, 0xbf]
type Frame = { next: number; lines: number } | 'more' | 'stray'

export class RecordCutter {
  readonly #most: number
  #held: Uint8Array = new Uint8Array(0)
  /** Where `#held` begins in the file, and the number of its first line. */
  #offset = 0
  #line = 1
  /** Bytes of `#held` that are known to end no record: read once, not once a chunk. */
  #seen = 0
  #isSkipping = false

  constructor(most: number) {
    this.#most = most
  }

  *push(chunk: Uint8Array): Generator<RawRecord> {
    this.#held = this.#held.length === 0 ? chunk : join(this.#held, chunk)
    yield* this.#cut(false)
    // The chunk belongs to the stream, and what is left of it is small.
    this.#held = this.#held.slice()
  }

  *end(): Generator<RawRecord> {
    yield* this.#cut(true)
  }

  *#cut(isEnd: boolean): Generator<RawRecord> {
    if (this.#offset === 0 && !this.#dropMark(isEnd)) return
    while (this.#held.length > 0) {
      if (this.#isSkipping && !this.#skip(isEnd)) return
      if (this.#held.length === 0) return
      const frame = frameOf(this.#held, this.#seen, isEnd, this.#most)
      if (frame === 'stray') yield this.#passOver(SENTENCES.strayQuote)
      else if (frame !== 'more' && frame.next <= this.#most) yield this.#take(frame)
      else if (frame !== 'more' || this.#held.length > this.#most) {
        const isOneLine = this.#held.subarray(0, this.#most).indexOf(LF) < 0
        yield this.#passOver(isOneLine ? SENTENCES.tooLong(this.#most) : SENTENCES.openQuote)
      } else if (isEnd) yield this.#passOver(SENTENCES.openQuote)
      else {
        // Without a quote nothing before the end of the chunk can matter again; with one the record is read from its beginning.
        this.#seen = this.#held.indexOf(QUOTE) < 0 ? this.#held.length : 0
        return
      }
    }
  }

  /** A byte order mark is no part of the first cell. False: too few bytes to tell. */
  #dropMark(isEnd: boolean): boolean {
    if (this.#held.length < 3) return isEnd
    if (MARK.every((byte, at) => this.#held[at] === byte)) this.#drop(3)
    return true
  }

  #take({ next, lines }: Exclude<Frame, string>): RawRecord {
    const record = { line: this.#line, bytes: trimEnd(this.#held.subarray(0, next)), end: this.#offset + next }
    this.#drop(next)
    this.#line += lines
    return record
  }

  /** The rest of the line in which the record began is not looked at. */
  #passOver(problem: string): RawRecord {
    const line = this.#line
    const stop = this.#held.indexOf(LF)
    if (stop >= 0) this.#line += 1
    else this.#isSkipping = true
    this.#drop(stop < 0 ? this.#held.length : stop + 1)
    return { line, problem, end: this.#offset }
  }

  #skip(isEnd: boolean): boolean {
    const stop = this.#held.indexOf(LF)
    this.#drop(stop < 0 ? this.#held.length : stop + 1)
    if (stop < 0) return isEnd
    this.#line += 1
    this.#isSkipping = false
    return true
  }

  #drop(bytes: number): void {
    this.#held = this.#held.subarray(bytes)
    this.#offset += bytes
    this.#seen = 0
  }
}

function frameOf(held: Uint8Array, seen: number, isEnd: boolean, most: number): Frame {
  const stop = held.indexOf(LF, seen)
  const last = stop < 0 ? held.length : stop
  const quote = held.subarray(0, last).indexOf(QUOTE)
  if (quote < 0) return stop >= 0 ? { next: stop + 1, lines: 1 } : isEnd ? { next: held.length, lines: 1 } : 'more'
  return frameWithQuotes(held, quote, isEnd, most)
}

/** A quote opens a cell only where a cell begins. What lies past the longest record is not looked at: it is too long whatever it is. */
function frameWithQuotes(held: Uint8Array, first: number, isEnd: boolean, most: number): Frame {
  let lines = 1
  let isQuoted = false
  const stop = Math.min(held.length, most + 1)
  for (let at = first; at < stop; at += 1) {
    const byte = held[at]
    if (isQuoted) {
      if (byte === LF) lines += 1
      if (byte !== QUOTE) continue
      const after = held[at + 1]
      if (after === undefined && !isEnd) return 'more'
      if (after === QUOTE) at += 1
      else if (after === undefined || after === COMMA || after === LF || after === CR) isQuoted = false
      else return 'stray'
    } else if (byte === LF) return { next: at + 1, lines }
    else if (byte === QUOTE && (at === 0 || held[at - 1] === COMMA)) isQuoted = true
  }
  return isEnd && !isQuoted && stop === held.length ? { next: held.length, lines } : 'more'
}

function trimEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  if (bytes[end - 1] === LF) end -= 1
  if (bytes[end - 1] === CR) end -= 1
  return bytes.subarray(0, end)
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
