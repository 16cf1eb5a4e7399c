/**
 * How fast one endpoint is sent to by this process. It finds out by itself how much the endpoint bears: a few at once to begin with, more
 * with every success, half as many at once after a failure; one that answers 429, 502, 503 or 504 is also sent less a second. In memory
 * alone: another worker finds out for itself, and what must be known to all (the circuit, a pause asked for) is in the database.
 */
import type { Limits } from '#domain/webhooks/claim-deliveries.ts'

export const START_AT_ONCE = 4
export const MOST_AT_ONCE = 64
const SLOWEST_PER_SECOND = 1
/** A rate that was found is forgotten when it is this high again. */
const FREE_PER_SECOND = 500
/** Who was slower than this may not take places from others: it may hang. */
const SLOW_MS = 2_000
const SLOW_DOWN = new Set([429, 502, 503, 504])

export type Outcome = { ok: boolean; statusCode: number | null; durationMs: number }

export class EndpointPace {
  #atOnce = START_AT_ONCE
  /** Below it each success adds one; from it on, each round of successes does. */
  #threshold = MOST_AT_ONCE
  #limits: Limits = { maxAtOnce: null, maxPerSecond: null }
  #foundPerSecond: number | null = null
  #tokens = 0
  #refilledAt = 0
  #recent: { since: number; count: number } = { since: 0, count: 0 }
  #lastPerSecond = 0
  #state: 'new' | 'well' | 'troubled' = 'new'
  readonly #startedAt = new Map<symbol, number>()
  usedAt = 0

  setLimits(limits: Limits): void {
    this.#limits = limits
  }

  get underWay(): number {
    return this.#startedAt.size
  }

  /** `new`: not one success yet. `troubled`: its last outcome was a failure, or it has not answered for some time. */
  state(now: number): 'new' | 'well' | 'troubled' {
    const [oldest] = this.#startedAt.values()
    return oldest !== undefined && now - oldest > SLOW_MS ? 'troubled' : this.#state
  }

  /** How many more may go out now. */
  room(now: number): number {
    const most = Math.min(this.#atOnce, this.#limits.maxAtOnce ?? MOST_AT_ONCE)
    const places = Math.max(Math.floor(most), 1) - this.underWay
    this.#refill(now)
    return Math.max(Math.min(places, this.#perSecond() === null ? places : Math.floor(this.#tokens)), 0)
  }

  begin(now: number): symbol {
    const one = Symbol('delivery')
    this.#refill(now)
    this.#startedAt.set(one, now)
    this.#tokens -= 1
    this.usedAt = now
    if (now - this.#recent.since >= 1_000) {
      this.#lastPerSecond = this.#recent.count
      this.#recent = { since: now, count: 0 }
    }
    this.#recent.count += 1
    return one
  }

  end(one: symbol, now: number, { ok, statusCode, durationMs }: Outcome): void {
    this.#startedAt.delete(one)
    this.usedAt = now
    if (ok) this.#grow(durationMs)
    else this.#shrink(statusCode)
  }

  #grow(durationMs: number): void {
    this.#state = durationMs > SLOW_MS ? 'troubled' : 'well'
    const step = this.#atOnce < this.#threshold ? 1 : 1 / this.#atOnce
    this.#atOnce = Math.min(this.#atOnce + step, this.#limits.maxAtOnce ?? MOST_AT_ONCE)
    if (this.#foundPerSecond === null) return
    this.#foundPerSecond += Math.max(this.#foundPerSecond * 0.02, 0.1)
    if (this.#foundPerSecond > FREE_PER_SECOND) this.#foundPerSecond = null
  }

  #shrink(statusCode: number | null): void {
    this.#state = 'troubled'
    this.#atOnce = Math.max(this.#atOnce / 2, 1)
    this.#threshold = Math.max(this.#atOnce, START_AT_ONCE)
    if (statusCode === null || !SLOW_DOWN.has(statusCode)) return
    const known = this.#foundPerSecond ?? Math.max(this.#lastPerSecond, this.#recent.count)
    this.#foundPerSecond = Math.max(known / 2, SLOWEST_PER_SECOND)
  }

  #perSecond(): number | null {
    const { maxPerSecond } = this.#limits
    if (this.#foundPerSecond === null) return maxPerSecond
    return Math.min(this.#foundPerSecond, maxPerSecond ?? this.#foundPerSecond)
  }

  /** At most a second's worth is saved up, and never less than one. */
  #refill(now: number): void {
    const rate = this.#perSecond()
    if (rate === null) {
      this.#tokens = 0
    } else if (this.#refilledAt === 0) {
      this.#tokens = Math.max(rate - this.#recent.count, 1)
    } else {
      const passed = Math.max(now - this.#refilledAt, 0) / 1_000
      this.#tokens = Math.min(this.#tokens + passed * rate, Math.max(rate, 1))
    }
    this.#refilledAt = rate === null ? 0 : now
  }
}
