/**
 * Which endpoint may have how many of this worker's places. Endpoints in trouble share a quarter, and those that nobody knows yet another:
 * should all of them hang, the others do not notice. Of the places, no account has more than its share while others want some.
 */
import type { EndpointRef } from '#domain/webhooks/claim-deliveries.ts'
import { EndpointPace, type Outcome } from './endpoint-pace.ts'

/** What an account may always have, however many share. */
const LEAST_OF_ACCOUNT = 32
/** Kept free by one that is alone, so that whoever comes has a place at once. */
const MOST_OF_ACCOUNT = 0.75
const FORGOTTEN_AFTER_MS = 15 * 60_000

export type Entry = EndpointRef & { pace: EndpointPace }

export class EndpointPlaces {
  readonly #entries = new Map<string, Entry>()
  readonly #busy = new Set<Entry>()
  readonly #total: number
  #used = { all: 0, new: 0, troubled: 0, ofAccount: new Map<string, number>() }

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
    const used = { all: 0, new: 0, well: 0, troubled: 0, ofAccount: new Map<string, number>() }
    for (const { accountId, pace } of this.#busy) {
      used.all += pace.underWay
      used[pace.state(now)] += pace.underWay
      used.ofAccount.set(accountId, (used.ofAccount.get(accountId) ?? 0) + pace.underWay)
    }
    this.#used = used
  }

  /** `accounts`: how many want places or have some. */
  room({ accountId, pace }: Entry, now: number, accounts: number): number {
    const { all, ofAccount, ...byState } = this.#used
    const state = pace.state(now)
    const share = Math.floor((this.#total * MOST_OF_ACCOUNT) / Math.max(accounts, 1))
    return Math.max(
      Math.min(
        pace.room(now),
        this.#total - all,
        state === 'well' ? this.#total : Math.floor(this.#total / 4) - byState[state],
        Math.max(share, LEAST_OF_ACCOUNT) - (ofAccount.get(accountId) ?? 0),
      ),
      0,
    )
  }

  /** Before they are claimed, which takes a while; `count` may be less than nothing, for what was not found. */
  reserve({ accountId, pace }: Entry, now: number, count: number): void {
    const state = pace.state(now)
    const { ofAccount } = this.#used
    this.#used.all += count
    if (state !== 'well') this.#used[state] += count
    ofAccount.set(accountId, (ofAccount.get(accountId) ?? 0) + count)
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
    return this.#used.ofAccount.keys()
  }

  forget(now: number): void {
    for (const [key, entry] of this.#entries)
      if (!this.#busy.has(entry) && now - entry.pace.usedAt > FORGOTTEN_AFTER_MS) this.#entries.delete(key)
  }
}
