import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { isInGrace, lockKey } from './key.ts'

/** The old secret dies now: within a second on every process. What it was stays known, so that late callers are recognised. */
export async function endGrace(scope: Scope, input: { id: string }): Promise<void> {
  demand(scope, 'keys.manage')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const key = await lockKey(tx, accountId, input.id)
    if (key.revokedAt) throw new Refusal('key_revoked')
    if (!key.previousUntil || !isInGrace(key)) throw new Refusal('no_rotation')
    const at = now()
    await tx.query('update api_keys set previous_until = $3 where account_id = $1 and id = $2', [accountId, key.id, at])
    await appendAudit(tx, scope, {
      action: 'key.grace_ended',
      object: `key ${key.accessKey}`,
      before: {
        name: key.name,
        old_secret: `…${key.previousLast4}`,
        old_secret_until: key.previousUntil.toISOString(),
      },
      after: { name: key.name, old_secret: `…${key.previousLast4}`, old_secret_until: at.toISOString() },
    })
  })
}
