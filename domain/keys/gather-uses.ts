/**
 * Uses of keys, added up in memory until somebody takes them. What an attacker can vary (address, agent, wrong secrets) cannot grow
 * it: past a bound callers are counted together under `others`, and requests are counted without being listed.
 */
import type { KeyMinute, KeyRequestRow, KeyUse, UsesOfAccount } from './record-key-uses.ts'

/** One answered request of a known key. */
export type SeenCall = Omit<KeyRequestRow, 'key_id'> & {
  accountId: string
  keyId: string
  endpoint: string
  /** The account's own number it was about, or ''. */
  number: string
}

export const LIMITS = {
  /** Of one key, in a day and a process. */
  callers: 1_000,
  /** The same of those who know the access key alone: strangers may not crowd out who is to be switched. */
  strangers: 50,
  /** Of all keys, until they are forgotten and may be counted anew. */
  knownCallers: 50_000,
  /** Of one key and second. */
  listedSuccesses: 20,
  listedRefusals: 100,
  /** Of one key and minute: of a secret that is not the key's. */
  listedStrangers: 2,
  /** Of all keys, until they are taken. */
  listed: 20_000,
} as const

const MINUTE_MS = 60_000
const OTHERS = { address: 'others', agent: 'others', number: '' }

type Pending = { uses: Map<string, KeyUse>; minutes: Map<string, KeyMinute>; requests: KeyRequestRow[] }

export class UseGatherer {
  #accounts = new Map<string, Pending>()
  #listed = 0
  #day = ''
  readonly #callers = new Set<string>()
  readonly #callersOfKey = new Map<string, number>()
  #second = 0
  readonly #listedOfKey = new Map<string, number>()
  #minute = 0
  readonly #strangersOfKey = new Map<string, number>()

  add(call: SeenCall): void {
    const { accountId, keyId: key_id, generation, at, status, endpoint } = call
    const pending = this.#of(accountId)
    const refused = status >= 400 ? 1 : 0
    const day = at.toISOString().slice(0, 10)
    const { address, agent, number } = this.#callerOf(call, day)
    const use = { key_id, day, generation, address, agent, endpoint, number }
    addUse(pending.uses, { ...use, calls: 1, refused, first_at: at, last_at: at })
    const minute = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
    addMinute(pending.minutes, { key_id, minute, generation, calls: 1, refused })
    if (this.#mayList(call)) {
      const { id, method, path, code, duration_ms } = call
      pending.requests.push({ key_id, id, at, generation, method, path, status, code, duration_ms, address, agent })
      this.#listed += 1
    }
  }

  /** Everything since the last time, and begins anew. */
  take(): UsesOfAccount[] {
    const batch = [...this.#accounts].map(([account, { uses, minutes, requests }]) => ({
      account,
      uses: [...uses.values()],
      minutes: [...minutes.values()],
      requests,
    }))
    this.#accounts = new Map()
    this.#listed = 0
    return batch
  }

  /** What could not be written goes to what has come since: bounded like it. */
  putBack(batch: readonly UsesOfAccount[]): void {
    for (const { account, uses, minutes, requests } of batch) {
      const pending = this.#of(account)
      for (const use of uses) addUse(pending.uses, use)
      for (const minute of minutes) addMinute(pending.minutes, minute)
      const room = requests.slice(0, Math.max(0, LIMITS.listed - this.#listed))
      pending.requests.unshift(...room)
      this.#listed += room.length
    }
  }

  get isEmpty(): boolean {
    return this.#accounts.size === 0
  }

  #of(accountId: string): Pending {
    const found = this.#accounts.get(accountId)
    if (found) return found
    const fresh: Pending = { uses: new Map(), minutes: new Map(), requests: [] }
    this.#accounts.set(accountId, fresh)
    return fresh
  }

  #callerOf({ keyId, generation, address, agent, endpoint, number }: SeenCall, day: string) {
    if (day !== this.#day || this.#callers.size > LIMITS.knownCallers) {
      this.#day = day
      this.#callers.clear()
      this.#callersOfKey.clear()
    }
    const caller = `${keyId} ${generation} ${address} ${endpoint} ${number} ${agent}`
    if (this.#callers.has(caller)) return { address, agent, number }
    const group = generation === 0 ? `stranger ${keyId}` : keyId
    const known = this.#callersOfKey.get(group) ?? 0
    if (known >= (generation === 0 ? LIMITS.strangers : LIMITS.callers)) return OTHERS
    this.#callersOfKey.set(group, known + 1)
    this.#callers.add(caller)
    return { address, agent, number }
  }

  #mayList(call: SeenCall): boolean {
    return call.generation === 0 ? this.#mayListStranger(call) : this.#mayListOwn(call)
  }

  #mayListStranger({ keyId, at }: SeenCall): boolean {
    const minute = Math.floor(at.getTime() / MINUTE_MS)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#strangersOfKey.clear()
    }
    const listed = this.#strangersOfKey.get(keyId) ?? 0
    if (listed >= LIMITS.listedStrangers || this.#listed >= LIMITS.listed) return false
    this.#strangersOfKey.set(keyId, listed + 1)
    return true
  }

  #mayListOwn({ keyId, status, at }: SeenCall): boolean {
    const second = Math.floor(at.getTime() / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#listedOfKey.clear()
    }
    const [kind, most] = status >= 400 ? ['refused', LIMITS.listedRefusals] : ['done', LIMITS.listedSuccesses]
    const listed = this.#listedOfKey.get(`${kind} ${keyId}`) ?? 0
    if (listed >= most || this.#listed >= LIMITS.listed) return false
    this.#listedOfKey.set(`${kind} ${keyId}`, listed + 1)
    return true
  }
}

function addUse(uses: Map<string, KeyUse>, use: KeyUse): void {
  const { key_id, day, generation, address, agent, endpoint, number } = use
  const key = `${key_id} ${day} ${generation} ${address} ${endpoint} ${number} ${agent}`
  const before = uses.get(key)
  if (!before) {
    uses.set(key, { ...use })
    return
  }
  before.calls += use.calls
  before.refused += use.refused
  if (use.first_at < before.first_at) before.first_at = use.first_at
  if (use.last_at > before.last_at) before.last_at = use.last_at
}

function addMinute(minutes: Map<string, KeyMinute>, one: KeyMinute): void {
  const key = `${one.key_id} ${one.minute.getTime()} ${one.generation}`
  const before = minutes.get(key)
  if (!before) {
    minutes.set(key, { ...one })
    return
  }
  before.calls += one.calls
  before.refused += one.refused
}
