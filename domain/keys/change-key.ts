import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { difference } from './audit-of.ts'
import { demandFuture } from './demand-future.ts'
import { demandOwnNumbers } from './demand-own-numbers.ts'
import { demandOwnScopes, lockKey } from './key.ts'
import { parseKeySettings, type RawKeySettings } from './key-input.ts'

/**
 * Everything about a key but its mode and its secret. A later expiry brings an expired key back, with the secret it had. Holds on
 * every process within a second.
 */
export async function changeKey(scope: Scope, input: RawKeySettings & { id: string }): Promise<void> {
  demand(scope, 'keys.manage')
  const settings = parseKeySettings(input)
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const before = await lockKey(tx, accountId, input.id)
    if (before.revokedAt) throw new Refusal('key_revoked')
    const isExpired = before.expiresAt !== null && before.expiresAt <= now()
    const isSameEnd = before.expiresAt?.getTime() === settings.expiresAt?.getTime()
    if (!isSameEnd) demandFuture(settings.expiresAt)
    // To bring a key back is to hand out all that it can do.
    const granted = settings.scopes.filter((one) => (isExpired && !isSameEnd) || !before.scopes.includes(one))
    demandOwnScopes(scope, granted)
    await demandOwnNumbers(tx, accountId, settings.numbers, before.numbers)
    const changed = difference(before, settings)
    if (!changed) return
    await tx.query(
      `update api_keys set name = $3, description = $4, scopes = $5, numbers = $6, addresses = $7, expires_at = $8
       where account_id = $1 and id = $2`,
      [
        accountId,
        before.id,
        settings.name,
        settings.description,
        settings.scopes,
        settings.numbers,
        settings.addresses,
        settings.expiresAt,
      ],
    )
    await appendAudit(tx, scope, { action: 'key.changed', object: `key ${before.accessKey}`, ...changed })
  })
}
