import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { lockKey } from './key.ts'

/**
 * Final, for both secrets, within a second on every process. `typedName` says that the right key is meant. Nothing is deleted: the
 * messages it sent refer to it.
 */
export async function revokeKey(scope: Scope, input: { id: string; typedName: string }): Promise<void> {
  demand(scope, 'keys.manage')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const key = await lockKey(tx, accountId, input.id)
    if (key.revokedAt) throw new Refusal('key_revoked')
    if (input.typedName.trim() !== key.name)
      throw new Refusal('invalid', { fields: { typed_name: [`Type the key’s name as it stands here: ${key.name}`] } })
    const at = now()
    await tx.query('update api_keys set revoked_at = $3 where account_id = $1 and id = $2', [accountId, key.id, at])
    await appendAudit(tx, scope, {
      action: 'key.revoked',
      object: `key ${key.accessKey}`,
      before: { name: key.name, secret: `…${key.secretLast4}`, revoked_at: null },
      after: { name: key.name, secret: `…${key.secretLast4}`, revoked_at: at.toISOString() },
    })
  })
}
