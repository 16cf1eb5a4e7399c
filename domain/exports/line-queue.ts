/**
 * Between the database, which sends lines, and the compressor, which takes pieces: a few pieces of memory that go round. When all are
 * full the database waits.
 */
const PIECE_BYTES = 262_144
const PIECES = 3

export type Piece = { bytes: Buffer; rows: number; firstId: string; lastId: string }
type Filling = { memory: Buffer; length: number; rows: number; firstId: string; lastId: Buffer }
type Source = { pause: () => void; resume: () => void }

export class LineQueue {
  readonly #free: Buffer[] = Array.from({ length: PIECES }, () => Buffer.allocUnsafeSlow(PIECE_BYTES))
  readonly #full: Filling[] = []
  #filling: Filling | null = null
  #isOver = false
  #isDropped = false
  #fault: unknown = null
  #wake = () => {}
  source: Source | null = null
  readonly #lineEnd: Buffer

  constructor(lineEnd: string) {
    this.#lineEnd = Buffer.from(lineEnd)
  }

  /** Nobody takes any more: what still comes is dropped. */
  discard(): void {
    this.#isDropped = true
    this.source?.resume()
  }

  /** `id` as text. */
  put(line: Buffer, id: Buffer): void {
    if (this.#isDropped) return
    const length = line.length + this.#lineEnd.length
    if (this.#filling && this.#filling.length + length > this.#filling.memory.length) this.#hand()
    this.#filling ??= {
      // What is on its way when the database is told to wait still comes.
      memory: (length <= PIECE_BYTES && this.#free.pop()) || Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, length)),
      length: 0,
      rows: 0,
      firstId: id.toString('latin1'),
      lastId: Buffer.alloc(id.length),
    }
    const filling = this.#filling
    filling.length += line.copy(filling.memory, filling.length)
    filling.length += this.#lineEnd.copy(filling.memory, filling.length)
    filling.rows += 1
    id.copy(filling.lastId)
  }

  end(fault: unknown = null): void {
    this.#fault = fault
    this.#isOver = true
    if (this.#filling) this.#hand()
    this.#wake()
  }

  /** A piece is valid until the next is asked for. */
  async *pieces(): AsyncGenerator<Piece> {
    for (;;) {
      const next = this.#full.shift()
      if (next) {
        const { memory, length, rows, firstId, lastId } = next
        yield { bytes: memory.subarray(0, length), rows, firstId, lastId: lastId.toString('latin1') }
        if (this.#free.length < PIECES && memory.length === PIECE_BYTES) this.#free.push(memory)
        if (this.#free.length > 0) this.source?.resume()
      } else if (this.#isOver) {
        if (this.#fault !== null) throw this.#fault
        return
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }

  #hand(): void {
    if (this.#filling) this.#full.push(this.#filling)
    this.#filling = null
    if (this.#free.length === 0) this.source?.pause()
    this.#wake()
  }
}
