/** An API key as its verbs handle it: never its hashes. */
import type { KeyScope } from '#domain/access/key-scopes.ts'
import { lackedScopes } from '#domain/access/permissions.ts'
import type { KeyMode, Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { KeyLife } from './key-state.ts'

export type Key = KeyLife & {
  id: string
  name: string
  description: string
  mode: KeyMode
  accessKey: string
  secretLast4: string
  scopes: KeyScope[]
  /** In E.164; null: every number of the account. */
  numbers: string[] | null
  /** As ranges; empty: from anywhere. */
  addresses: string[]
  createdAt: Date
  createdBy: string
  /** Counts the secrets of the key: this one and those before. */
  generation: number
  secretMadeAt: Date
  previousLast4: string | null
  quietMinutes: number
}

export const KEY_COLUMNS = `k.id, k.name, k.description, k.mode, k.access_key as "accessKey", k.secret_last4 as "secretLast4",
  k.scopes, k.numbers, k.addresses, k.created_at as "createdAt", k.created_by as "createdBy", k.expires_at as "expiresAt",
  k.revoked_at as "revokedAt", k.generation, k.secret_made_at as "secretMadeAt", k.previous_last4 as "previousLast4",
  k.previous_until as "previousUntil", k.quiet_minutes as "quietMinutes"`

/** Throws `not_found` for what is malformed, unknown or a stranger's, all alike. */
export async function findKey(tx: Tx, accountId: string, id: string): Promise<Key> {
  return one(tx, accountId, id, '')
}

/** The same, and nobody else changes it until this transaction ends. */
export async function lockKey(tx: Tx, accountId: string, id: string): Promise<Key> {
  return one(tx, accountId, id, 'for update')
}

async function one(tx: Tx, accountId: string, id: string, lock: '' | 'for update'): Promise<Key> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new Refusal('not_found')
  const [key] = await tx.query<Key>(
    `select ${KEY_COLUMNS} from api_keys k where k.account_id = $1 and k.id = $2 ${lock}`,
    [accountId, id],
  )
  if (!key) throw new Refusal('not_found')
  return key
}

export function isInGrace({ previousUntil }: Pick<Key, 'previousUntil'>, at: Date = now()): boolean {
  return previousUntil !== null && previousUntil > at
}

/** Throws `key_revoked` and `key_expired`. */
export function demandAlive({ revokedAt, expiresAt }: Key): void {
  if (revokedAt) throw new Refusal('key_revoked')
  if (expiresAt && expiresAt <= now()) throw new Refusal('key_expired', { places: { date: written(expiresAt) } })
}

/** Throws `scope_not_yours`: a key that can do more than the person is not theirs to make or to take into their hands. */
export function demandOwnScopes(scope: Scope, scopes: readonly KeyScope[]): void {
  const lacked = lackedScopes(scope, scopes)
  if (lacked.length > 0) throw new Refusal('scope_not_yours', { places: { scopes: lacked.join(', ') } })
}

/** `2026-11-25 18:30 UTC`: refusals know no reader's time zone. */
export function written(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** What the audit log keeps of a secret. */
export function lastFour(secret: string): string {
  return `…${secret.slice(-4)}`
}
