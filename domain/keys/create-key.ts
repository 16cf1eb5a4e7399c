import { USUAL_KEY_SCOPES } from '#domain/access/key-scopes.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { hashSecret, newAccessKey, newSecret } from './secret.ts'

export type NewKey = { id: string; accessKey: string; secret: string }

/** Makes a key. The secret is in the answer and nowhere else: it cannot be shown again. */
export async function createKey(scope: Scope, input: { name: string }): Promise<NewKey> {
  const at = now()
  const key: NewKey = { id: newId(at), accessKey: newAccessKey(), secret: newSecret() }
  await tenantTransaction(scope.accountId, async (tx) => {
    await tx.query(
      `insert into api_keys (account_id, id, name, access_key, secret_sha256, secret_last4, created_at, secret_made_at, scopes)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
      [
        scope.accountId,
        key.id,
        input.name,
        key.accessKey,
        hashSecret(key.secret),
        key.secret.slice(-4),
        at,
        USUAL_KEY_SCOPES,
      ],
    )
    await tx.query('insert into access_keys (access_key, account_id, key_id) values ($1, $2, $3)', [
      key.accessKey,
      scope.accountId,
      key.id,
    ])
    await appendAudit(tx, scope, {
      action: 'key.created',
      object: `key ${key.accessKey}`,
      before: null,
      after: { name: input.name, secret: `…${key.secret.slice(-4)}` },
    })
  })
  return key
}
