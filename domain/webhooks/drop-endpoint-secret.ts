import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { lockSigningPlace, overlapEnd } from './signing-place.ts'

/** Back to the account's secret; for some hours the endpoint's own signs beside it. Throws `invalid`, `not_found`, also where it has none. */
export async function dropEndpointSecret(
  scope: Scope,
  { endpointId, overlapHours }: { endpointId: string; overlapHours: number },
): Promise<void> {
  demand(scope, 'keys.manage')
  const until = overlapEnd(overlapHours)
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const { id, object } = await lockSigningPlace(tx, accountId, { endpointId })
    const dropped = await tx.query(
      'update signing_secrets set retires_at = $3 where account_id = $1 and endpoint_id = $2 and retires_at is null returning id',
      [accountId, id, until],
    )
    if (dropped.length === 0) throw new Refusal('not_found')
    await appendAudit(tx, scope, {
      action: 'signing_secret.dropped',
      object,
      before: null,
      after: { overlap_hours: overlapHours, old_secret_until: until.toISOString() },
    })
  })
}
