import { demand } from '#domain/access/permissions.ts'
import type { KeyMode, Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { auditOf } from './audit-of.ts'
import { demandFuture } from './demand-future.ts'
import { demandOwnNumbers } from './demand-own-numbers.ts'
import { demandOwnScopes, lastFour } from './key.ts'
import { parseKeySettings, type RawKeySettings } from './key-input.ts'
import { hashSecret, newAccessKey, newSecret } from './secret.ts'

export type NewKey = { id: string; accessKey: string; secret: string }

/**
 * Makes a key: with a name alone, one that does the usual, on every number, from anywhere, without end. The secret is in the
 * answer and nowhere else: it cannot be shown again. The mode is for life: a test key never turns into one that sends for money.
 */
export async function createKey(scope: Scope, input: RawKeySettings & { mode?: KeyMode }): Promise<NewKey> {
  demand(scope, 'keys.manage')
  const settings = parseKeySettings(input)
  demandOwnScopes(scope, settings.scopes)
  demandFuture(settings.expiresAt)
  const { mode = 'live' } = input
  const at = now()
  const key: NewKey = { id: newId(at), accessKey: newAccessKey(), secret: newSecret() }
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    await demandOwnNumbers(tx, accountId, settings.numbers)
    await tx.query(
      `insert into api_keys (account_id, id, access_key, secret_sha256, secret_last4, created_at, secret_made_at, created_by,
         mode, name, description, scopes, numbers, addresses, expires_at)
       values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        accountId,
        key.id,
        key.accessKey,
        hashSecret(key.secret),
        key.secret.slice(-4),
        at,
        scope.actor.name,
        mode,
        settings.name,
        settings.description,
        settings.scopes,
        settings.numbers,
        settings.addresses,
        settings.expiresAt,
      ],
    )
    await tx.query('insert into access_keys (access_key, account_id, key_id) values ($1, $2, $3)', [
      key.accessKey,
      accountId,
      key.id,
    ])
    await appendAudit(tx, scope, {
      action: 'key.created',
      object: `key ${key.accessKey}`,
      before: null,
      after: { ...auditOf(settings), mode, secret: lastFour(key.secret) },
    })
  })
  return key
}
