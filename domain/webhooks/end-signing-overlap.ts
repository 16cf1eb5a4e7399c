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
      // The one in force has no end and gets none here: `least` would take the other value for it.
      `update signing_secrets set retires_at = case when retires_at > $3 then $3 else retires_at end,
         beside_until = case when beside_until > $3 then $3 else beside_until end
       where account_id = $1 and endpoint_id = $2 and (retires_at > $3 or beside_until > $3) returning id`,
      [accountId, id, now()],
    )
    if (ended.length === 0) throw new Refusal('not_found')
    await appendAudit(tx, scope, { action: 'signing_secret.overlap_ended', object, before: null, after: null })
  })
}
