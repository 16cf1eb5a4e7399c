/** An API key opens its account. The only way from a request's credentials to a scope. */
import { looksLikeSecret, matchesHash } from '#domain/keys/secret.ts'
import { createBatcher } from '#lib/batcher.ts'
import { query } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { makeScope, type Scope } from './scope.ts'

export type KeySession = { scope: Scope; requestsPerSecond: number }

type KeyRow = {
  access_key: string
  account_id: string
  key_id: string
  name: string
  secret_sha256: Buffer
  expires_at: Date | null
  revoked_at: Date | null
  requests_per_second: number
}

const FIND_API_KEYS = {
  name: 'find_api_keys',
  text: 'select asked.access_key, found.* from unnest($1::text[]) as asked (access_key), find_api_key(asked.access_key) as found',
}

/** A key that was revoked may be believed this long by a process that has just seen it. */
const REMEMBER_MS = 1_000
const MAX_REMEMBERED = 10_000
type Remembered = { row: KeyRow; scope: Scope; until: number }
const remembered = new Map<string, Remembered>()

/** Throws `bad_credentials`, the same for an unknown, mistyped, expired or revoked key. */
export async function openKey(accessKey: string, secret: string): Promise<KeySession> {
  if (!/^[0-9]{8,12}$/.test(accessKey) || !looksLikeSecret(secret)) throw new Refusal('bad_credentials')
  const { row, scope } = await lookUp(accessKey)
  const at = now()
  const alive = row.revoked_at === null && (row.expires_at === null || row.expires_at > at)
  if (!matchesHash(secret, row.secret_sha256) || !alive) throw new Refusal('bad_credentials')
  return { scope, requestsPerSecond: row.requests_per_second }
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
  const row = await lookUps.add(accessKey, accessKey)
  remembered.delete(accessKey)
  if (!row) throw new Refusal('bad_credentials')
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const scope = makeScope(row.account_id, { kind: 'key', id: row.key_id, name: row.name })
  const fresh = { row, scope, until: performance.now() + REMEMBER_MS }
  remembered.set(accessKey, fresh)
  return fresh
}
