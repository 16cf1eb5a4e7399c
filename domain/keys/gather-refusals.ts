/**
 * Refused calls until somebody writes them down. The first of a minute are kept in full; of what comes beyond, the first of its kind is,
 * and the rest is counted there, so that a client that runs wild fills neither the table nor this memory.
 */
import type { MoreRefusals, RefusalBatch, RefusedRow } from './record-refusals.ts'

export const REFUSAL_LIMITS = {
  /** Of one account, in a minute and a process, beside the first of each code. */
  listed: 30,
  /** Of all accounts, until they are taken. */
  waiting: 5_000,
} as const

const MINUTE_MS = 60_000

type Minute = { listed: number; firstOfCode: Map<string, string> }

export class RefusalGatherer {
  #minute = 0
  readonly #accounts = new Map<string, Minute>()
  #rows: RefusedRow[] = []
  #more = new Map<string, MoreRefusals>()

  /** `rowOf` is asked only for what is kept in full. */
  add(call: { accountId: string; code: string; at: Date }, rowOf: () => RefusedRow): void {
    const { listed, firstOfCode } = this.#minuteOf(call)
    const first = firstOfCode.get(call.code)
    if (this.#rows.length < REFUSAL_LIMITS.waiting && (listed < REFUSAL_LIMITS.listed || first === undefined)) {
      const row = rowOf()
      this.#rows.push(row)
      this.#accounts.set(call.accountId, { listed: listed + 1, firstOfCode })
      if (first === undefined) firstOfCode.set(call.code, row.id)
    } else if (first !== undefined) this.#count({ account_id: call.accountId, id: first, count: 1 })
  }

  /** Everything since the last time, and begins anew. */
  take(): RefusalBatch {
    const batch = { rows: this.#rows, more: [...this.#more.values()] }
    this.#rows = []
    this.#more = new Map()
    return batch
  }

  /** What could not be written goes before what has come since: bounded like it. */
  putBack({ rows, more }: RefusalBatch): void {
    this.#rows = [...rows, ...this.#rows].slice(0, REFUSAL_LIMITS.waiting)
    for (const one of more) this.#count(one)
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0 && this.#more.size === 0
  }

  #count(one: MoreRefusals): void {
    const before = this.#more.get(one.id)
    this.#more.set(one.id, { ...one, count: one.count + (before?.count ?? 0) })
  }

  #minuteOf({ accountId, at }: { accountId: string; at: Date }): Minute {
    const minute = Math.floor(at.getTime() / MINUTE_MS)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#accounts.clear()
    }
    const found = this.#accounts.get(accountId)
    if (found) return found
    const fresh: Minute = { listed: 0, firstOfCode: new Map() }
    this.#accounts.set(accountId, fresh)
    return fresh
  }
}
