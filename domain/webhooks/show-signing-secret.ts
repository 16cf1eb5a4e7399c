import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { lockSigningPlace, type SigningPlace } from './signing-place.ts'
import { accountSecret, lastFour, openSecret, readSecrets, writtenSecret } from './signing-secret.ts'

/**
 * The one in force. For people alone: no scope of a key opens this permission. Each look is a row of the audit log. Throws `not_found`, also
 * for an endpoint without its own.
 */
export async function showSigningSecret(scope: Scope, place: SigningPlace = { endpointId: null }): Promise<string> {
  demand(scope, 'keys.manage')
  const { accountId } = scope
  return tenantTransaction(accountId, async (tx) => {
    const { id, object } = await lockSigningPlace(tx, accountId, place)
    const kept =
      place.endpointId === null
        ? await accountSecret(tx, accountId)
        : (await readSecrets(tx, accountId, [id])).find((one) => one.retiresAt === null)
    if (!kept) throw new Refusal('not_found')
    const secret = openSecret(kept)
    await appendAudit(tx, scope, {
      action: 'signing_secret.shown',
      object,
      before: null,
      after: { secret: lastFour(secret) },
    })
    return writtenSecret(secret)
  })
}
