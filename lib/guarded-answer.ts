/** Takes one answer in, as much of it as is worth keeping: status, some headers, the first kilobyte. Whatever comes, it ends in one value. */
import type { Dispatcher } from 'undici'
import { type Fault, faultOf, type Step, TIMEOUT } from './fault-sentence.ts'
import type { Opening } from './guarded-connect.ts'

const KEPT_BYTES = 1_024
/** Read on for this much, so that the connection can serve again; then it is dropped. */
const READ_BYTES = 16_384
const KEPT_HEADERS = 40
const KEPT_HEADER_CHARS = 4_096

/** In milliseconds. Null: not needed, as over a connection that was open, or not reached. */
export type Timings = {
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  /** From the connection to the head of the answer. */
  firstByteMs: number | null
  totalMs: number
}

export type Answer = {
  /** Also set when the rest of the answer did not come: then there is a fault. */
  statusCode: number | null
  /** The first kilobyte as text, without unpacking anything. */
  text: string
  headers: Record<string, string>
  timings: Timings
  address: string | null
  /** `TLSv1.3`; null without TLS. */
  tls: string | null
  /** Over a connection that an earlier request had opened. */
  reused: boolean
  /** Null when a whole answer came, whatever it says. */
  fault: Fault | null
}

export type Target = { hostname: string; host: string }

/** The connection that a request is given to; the first one to be sent over it has opened it. */
export type Connection = { opening: Opening | null; isOpenedBy: AnswerTaker | null }

export class AnswerTaker implements Dispatcher.DispatchHandler {
  connection: Connection | null = null
  readonly answer: Promise<Answer>
  readonly #target: Target
  readonly #resolve: (answer: Answer) => void
  readonly #began = performance.now()
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | null = null
  #sentAt = 0
  #opening: Opening | null = null
  #reused = false
  #statusCode: number | null = null
  #headers: Record<string, string> = {}
  #firstByteMs: number | null = null
  #chunks: Buffer[] = []
  #size = 0
  #isTold = false

  constructor(target: Target, timeoutMs: number) {
    this.#target = target
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.answer = promise
    this.#resolve = resolve
    this.#timer = setTimeout(() => this.#giveUp(), timeoutMs)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isTold) {
      // Given up while it waited for a connection.
      controller.abort(new Error('given up'))
      return
    }
    const { connection } = this
    this.#controller = controller
    this.#sentAt = performance.now()
    this.#opening = connection?.opening ?? null
    this.#reused = connection !== null && connection.isOpenedBy !== null
    if (connection) connection.isOpenedBy ??= this
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (statusCode < 200) return
    this.#firstByteMs = performance.now() - this.#sentAt
    this.#statusCode = statusCode
    this.#headers = keptHeaders(headers)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#size < KEPT_BYTES) this.#chunks.push(Buffer.from(chunk.subarray(0, KEPT_BYTES - this.#size)))
    this.#size += chunk.length
    if (this.#size >= KEPT_BYTES) this.#tell(null)
    if (this.#size > READ_BYTES) controller.abort(new Error('enough was read'))
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer)
    this.#tell(null)
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, fault: Error): void {
    clearTimeout(this.#timer)
    this.#tell(fault)
  }

  #giveUp(): void {
    this.#tell(Object.assign(new Error('no answer in time'), { code: TIMEOUT }))
    this.#controller?.abort(new Error('given up'))
  }

  #tell(raw: Error | null): void {
    if (this.#isTold) return
    this.#isTold = true
    const opening = this.#reused ? null : (this.#opening ?? this.connection?.opening ?? null)
    const step = this.#step(opening)
    this.#resolve({
      statusCode: this.#statusCode,
      text: Buffer.concat(this.#chunks).toString('utf8'),
      headers: this.#headers,
      timings: {
        dnsMs: opening?.dnsMs ?? null,
        connectMs: opening?.connectMs ?? null,
        tlsMs: opening?.tlsMs ?? null,
        firstByteMs: this.#firstByteMs,
        totalMs: performance.now() - this.#began,
      },
      address: this.connection?.opening?.address ?? null,
      tls: this.connection?.opening?.tls ?? null,
      reused: this.#reused,
      fault: raw && faultOf(step, raw, { ...this.#target, statusCode: this.#statusCode }),
    })
  }

  #step(opening: Opening | null): Step {
    if (this.#statusCode !== null) return 'rest'
    return this.#controller === null ? (opening?.step ?? 'connect') : 'firstByte'
  }
}

function keptHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const kept: [string, string][] = []
  let left = KEPT_HEADER_CHARS
  for (const [name, given] of Object.entries(headers)) {
    const value = Array.isArray(given) ? given.join(', ') : (given ?? '')
    left -= name.length + value.length
    if (left < 0 || kept.length === KEPT_HEADERS) break
    kept.push([name, value])
  }
  // Not assigned by name: a header may be called __proto__.
  return Object.fromEntries(kept)
}
