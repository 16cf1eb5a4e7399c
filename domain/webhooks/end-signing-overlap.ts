import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { lockSigningPlace, type SigningPlace } from './signing-place.ts'

/** Only the newest secret signs from now on. Throws `not_found`, also when no overlap is running. */
export async function endSigningOverlap(scope: Scope, place: SigningPlace): Promise<void> {
  demand(scope, 'keys.manage')
  const { accountId } = scope
  await tenantTransaction(accountId, async (tx) => {
    const { id, object } = await lockSigningPlace(tx, accountId, place)
    const ended = await tx.query(
      `update signing_secrets set retires_at = least(retires_at, $3), beside_until = least(beside_until, $3)
       where account_id = $1 and endpoint_id = $2 and (retires_at > $3 or beside_until > $3) returning id`,
      [accountId, id, now()],
    )
    if (ended.length === 0) throw new Refusal('not_found')
    await appendAudit(tx, scope, { action: 'signing_secret.overlap_ended', object, before: null, after: null })
  })
}
