/**
 * Which endpoint may have how many of this worker's places. Endpoints in trouble share a quarter, and those that nobody knows yet another:
 * should all of them hang, the others do not notice. Of all places and of this half, no account has more than its share while others want
 * some.
 */
import type { EndpointRef } from '#domain/webhooks/claim-deliveries.ts'
import { EndpointPace, type Outcome } from './endpoint-pace.ts'

/** What an account may always have, however many share. */
const LEAST_OF_ACCOUNT = 32
/** The same of the places for endpoints that are new or in trouble. */
const LEAST_OF_UNWELL = 8
/** Kept free by one that is alone, so that whoever comes has a place at once. */
const MOST_OF_ACCOUNT = 0.75
const FORGOTTEN_AFTER_MS = 15 * 60_000

export type Entry = EndpointRef & { pace: EndpointPace }

type State = 'new' | 'well' | 'troubled'

/** Places that are taken, by account and state; the account `null` stands for all. */
class Used {
  readonly #counts = new Map<string | null, Record<State, number>>()

  add(accountId: string, state: State, count: number): void {
    for (const key of [accountId, null]) {
      const counts = this.#counts.get(key) ?? { new: 0, well: 0, troubled: 0 }
      counts[state] += count
      this.#counts.set(key, counts)
    }
  }

  in(state: State, accountId: string | null = null): number {
    return this.#counts.get(accountId)?.[state] ?? 0
  }

  unwell(accountId: string | null = null): number {
    return this.in('new', accountId) + this.in('troubled', accountId)
  }

  all(accountId: string | null = null): number {
    return this.unwell(accountId) + this.in('well', accountId)
  }

  get accounts(): string[] {
    return [...this.#counts.keys()].filter((key) => key !== null)
  }
}

export class EndpointPlaces {
  readonly #entries = new Map<string, Entry>()
  readonly #busy = new Set<Entry>()
  readonly #total: number
  #used = new Used()

  constructor(total: number) {
    this.#total = total
  }

  of({ accountId, endpointId }: EndpointRef): Entry {
    const key = `${accountId} ${endpointId}`
    const known = this.#entries.get(key)
    if (known) return known
    const entry = { accountId, endpointId, pace: new EndpointPace() }
    this.#entries.set(key, entry)
    return entry
  }

  /** Counts anew, once a round: states change with time alone. */
  count(now: number): void {
    this.#used = new Used()
    for (const { accountId, pace } of this.#busy) this.#used.add(accountId, pace.state(now), pace.underWay)
  }

  /** `accounts`: how many want places or have some. */
  room({ accountId, pace }: Entry, now: number, accounts: number): number {
    const state = pace.state(now)
    const shareOf = (places: number, least: number) =>
      Math.max(Math.floor((places * MOST_OF_ACCOUNT) / Math.max(accounts, 1)), least)
    const room = Math.min(
      pace.room(now),
      this.#total - this.#used.all(),
      shareOf(this.#total, LEAST_OF_ACCOUNT) - this.#used.all(accountId),
    )
    if (state === 'well') return Math.max(room, 0)
    const [half, quarter] = [Math.floor(this.#total / 2), Math.floor(this.#total / 4)]
    const ofAccount = this.#used.unwell(accountId)
    // New ones that hang are soon in trouble, more of them than a quarter: what others always have is theirs all the same.
    const ofState = quarter - this.#used.in(state)
    return Math.max(
      Math.min(
        room,
        state === 'new' ? ofState : Math.max(ofState, LEAST_OF_UNWELL - ofAccount),
        half - this.#used.unwell(),
        shareOf(half, LEAST_OF_UNWELL) - ofAccount,
      ),
      0,
    )
  }

  /** Before they are claimed, which takes a while; `count` may be less than nothing, for what was not found. */
  reserve({ accountId, pace }: Entry, now: number, count: number): void {
    this.#used.add(accountId, pace.state(now), count)
  }

  /** Returns the way to give the place back. */
  take(entry: Entry, now: number): (ended: number, outcome: Outcome) => void {
    const one = entry.pace.begin(now)
    this.#busy.add(entry)
    return (ended, outcome) => {
      entry.pace.end(one, ended, outcome)
      if (entry.pace.underWay === 0) this.#busy.delete(entry)
    }
  }

  get busyAccounts(): Iterable<string> {
    return this.#used.accounts
  }

  forget(now: number): void {
    for (const [key, entry] of this.#entries)
      if (!this.#busy.has(entry) && now - entry.pace.usedAt > FORGOTTEN_AFTER_MS) this.#entries.delete(key)
  }
}
