/** An API key opens its account. The only way from a request's credentials to a scope. */
import { looksLikeSecret, matchesHash } from '#domain/keys/secret.ts'
import { isWithin } from '#lib/address-range.ts'
import { createBatcher } from '#lib/batcher.ts'
import { query } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { KeyScope } from './key-scopes.ts'
import { type Actor, type KeyMode, makeScope, type Origin, type Scope } from './scope.ts'

/** Which key was named, and with which of its secrets: for the record of its use, also when it was refused. */
export type KeySighting = { accountId: string; keyId: string; generation: number }

export type KeySession = { scope: Scope; requestsPerSecond: number; sighting: KeySighting }

export class KeyRefusal extends Refusal {
  readonly sighting: KeySighting | null

  constructor(code: 'bad_credentials' | 'address_not_allowed', sighting: KeySighting | null, places = {}) {
    super(code, { places })
    this.sighting = sighting
  }
}

type KeyRow = {
  access_key: string
  account_id: string
  key_id: string
  name: string
  mode: KeyMode
  scopes: KeyScope[]
  numbers: string[] | null
  addresses: string[]
  secret_sha256: Buffer
  generation: number
  previous_sha256: Buffer | null
  previous_until: Date | null
  expires_at: Date | null
  revoked_at: Date | null
  requests_per_second: number
}

const FIND_API_KEYS = {
  name: 'find_api_keys',
  text: 'select asked.access_key, found.* from unnest($1::text[]) as asked (access_key), find_api_key(asked.access_key) as found',
}

/** What was changed about a key may go unnoticed this long by a process that has just seen it. */
const REMEMBER_MS = 800
const MAX_REMEMBERED = 10_000
type Remembered = { row: KeyRow; actor: Actor; until: number }
const remembered = new Map<string, Remembered>()
/** Access keys that are nobody's, for as long: whoever tries one again and again asks the database seldom. */
const unknown = new Map<string, number>()

/**
 * Throws `bad_credentials`, the same for an unknown, mistyped, expired or revoked key, and `address_not_allowed` to somebody who
 * holds a living secret at the wrong place.
 */
export async function openKey(accessKey: string, secret: string, origin: Origin): Promise<KeySession> {
  if (!/^[0-9]{8,12}$/.test(accessKey) || !looksLikeSecret(secret)) throw new KeyRefusal('bad_credentials', null)
  const { row, actor } = await lookUp(accessKey)
  const at = now()
  const generation = generationOf(row, secret)
  const sighting = { accountId: row.account_id, keyId: row.key_id, generation }
  const isCurrent = generation === row.generation
  const isInGrace = generation > 0 && row.previous_until !== null && row.previous_until > at
  const isAlive = row.revoked_at === null && (row.expires_at === null || row.expires_at > at)
  if (!isAlive || !(isCurrent || isInGrace)) throw new KeyRefusal('bad_credentials', sighting)
  if (row.addresses.length > 0 && !isWithin(origin.address, row.addresses))
    throw new KeyRefusal('address_not_allowed', sighting, { address: origin.address ?? 'an unknown address' })
  return { scope: makeScope(row.account_id, actor, origin), requestsPerSecond: row.requests_per_second, sighting }
}

/** 0 for a secret that is neither the key's own nor the one before. */
function generationOf(row: KeyRow, secret: string): number {
  if (matchesHash(secret, row.secret_sha256)) return row.generation
  return row.previous_sha256 && matchesHash(secret, row.previous_sha256) ? row.generation - 1 : 0
}

/** Keys that are asked for in the same moment are looked up in one round trip. */
const lookUps = createBatcher<string, KeyRow | null>({
  maxSize: 250,
  maxKeys: 250,
  concurrency: 1,
  run: async (accessKeys) => {
    const rows = await query<KeyRow>(FIND_API_KEYS, [accessKeys])
    const byKey = new Map(rows.map((row) => [row.access_key, row]))
    return accessKeys.map((accessKey) => byKey.get(accessKey) ?? null)
  },
})

async function lookUp(accessKey: string): Promise<Remembered> {
  const hit = remembered.get(accessKey)
  if (hit && hit.until > performance.now()) return hit
  if ((unknown.get(accessKey) ?? 0) > performance.now()) throw new KeyRefusal('bad_credentials', null)
  // From here on: what the database says is at least as new as this moment.
  const until = performance.now() + REMEMBER_MS
  const row = await lookUps.add(accessKey, accessKey)
  remembered.delete(accessKey)
  if (!row) {
    if (unknown.size >= MAX_REMEMBERED) unknown.clear()
    unknown.set(accessKey, until)
    throw new KeyRefusal('bad_credentials', null)
  }
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const { key_id: id, name, mode, scopes, numbers } = row
  const fresh = { row, actor: { kind: 'key', id, name, mode, scopes, numbers } as const, until }
  remembered.set(accessKey, fresh)
  return fresh
}
