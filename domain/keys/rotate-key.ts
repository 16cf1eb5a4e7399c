import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { NewKey } from './create-key.ts'
import { type Grace, graceEnd } from './grace.ts'
import { demandAlive, demandOwnScopes, isInGrace, lastFour, lockKey, written } from './key.ts'
import { hashSecret, newSecret } from './secret.ts'

export type Rotation = {
  id: string
  oldDiesAt: Grace
  /** The secret that the person saw: a second rotation at once, or a form sent twice, does not throw away the first one's secret. */
  seenGeneration?: number
}

/**
 * A new secret for the same key: name, access key, scopes and limits stay. The old secret works until the end of its grace, so that
 * clients are switched one by one. Throws `key_expired`, `key_revoked`, `scope_not_yours`, `rotation_running`, `rotated_meanwhile`.
 */
export async function rotateKey(scope: Scope, { id, oldDiesAt, seenGeneration }: Rotation): Promise<NewKey> {
  demand(scope, 'keys.manage')
  const secret = newSecret()
  const { accountId } = scope
  const accessKey = await tenantTransaction(accountId, async (tx) => {
    const key = await lockKey(tx, accountId, id)
    demandAlive(key)
    // The new secret will be in the hands of whoever asked for it.
    demandOwnScopes(scope, key.scopes)
    if (seenGeneration !== undefined && seenGeneration !== key.generation) throw new Refusal('rotated_meanwhile')
    if (isInGrace(key) && oldDiesAt !== 'now' && key.previousUntil)
      throw new Refusal('rotation_running', { places: { until: written(key.previousUntil) } })
    const until = graceEnd(oldDiesAt)
    await tx.query(
      `update api_keys set previous_sha256 = secret_sha256, previous_last4 = secret_last4, previous_until = $3,
         secret_sha256 = $4, secret_last4 = $5, secret_made_at = $6, generation = generation + 1, warned_at = null
       where account_id = $1 and id = $2`,
      [accountId, key.id, until, hashSecret(secret), secret.slice(-4), now()],
    )
    await appendAudit(tx, scope, {
      action: 'key.rotated',
      object: `key ${key.accessKey}`,
      before: { name: key.name, secret: `…${key.secretLast4}` },
      after: { name: key.name, secret: lastFour(secret), old_secret_until: until.toISOString() },
    })
    return key.accessKey
  })
  return { id, accessKey, secret }
}
