import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { lockSigningPlace, overlapEnd } from './signing-place.ts'
import { insertSecret, lastFour, writtenSecret } from './signing-secret.ts'

/**
 * An endpoint gets a secret of its own: who receives there can then check, and forge, nothing that goes elsewhere. For some hours the
 * account's signs beside it. Throws `invalid`, `not_found`, `rotated_meanwhile` when it has one.
 */
export async function giveEndpointSecret(
  scope: Scope,
  { endpointId, overlapHours }: { endpointId: string; overlapHours: number },
): Promise<string> {
  demand(scope, 'keys.manage')
  const besideUntil = overlapEnd(overlapHours)
  const { accountId } = scope
  return tenantTransaction(accountId, async (tx) => {
    const { id, object } = await lockSigningPlace(tx, accountId, { endpointId })
    const secret = await insertSecret(tx, accountId, { endpointId: id, besideUntil })
    if (!secret) throw new Refusal('rotated_meanwhile')
    await appendAudit(tx, scope, {
      action: 'signing_secret.given',
      object,
      before: null,
      after: { secret: lastFour(secret), overlap_hours: overlapHours, old_secret_until: besideUntil.toISOString() },
    })
    return writtenSecret(secret)
  })
}
