import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { lockSigningPlace, overlapEnd, type SigningPlace } from './signing-place.ts'
import { accountSecret, insertSecret, isValid, lastFour, readSecrets, writtenSecret } from './signing-secret.ts'

/** Each signs every event: a header has an end, and so has what a person can keep in mind. */
const MOST_AT_ONCE = 3

/**
 * A new secret signs from now on; the one before signs beside it for some hours, so that no event is refused while receivers are switched.
 * Zero hours: it has leaked. `seenId`: the one that the person saw, so that a form sent twice does not rotate twice. Throws `invalid`,
 * `not_found`, `rotated_meanwhile`.
 */
export async function rotateSigningSecret(
  scope: Scope,
  { endpointId, overlapHours, seenId }: SigningPlace & { overlapHours: number; seenId?: string },
): Promise<string> {
  demand(scope, 'keys.manage')
  const until = overlapEnd(overlapHours)
  const { accountId } = scope
  return tenantTransaction(accountId, async (tx) => {
    const { id, object } = await lockSigningPlace(tx, accountId, { endpointId })
    if (endpointId === null) await accountSecret(tx, accountId)
    const valid = (await readSecrets(tx, accountId, [id])).filter((one) => isValid(one))
    const inForce = valid.find((one) => one.retiresAt === null)
    if (!inForce) throw new Refusal('not_found')
    if (seenId !== undefined && seenId !== inForce.id) throw new Refusal('rotated_meanwhile')
    if (valid.length >= MOST_AT_ONCE && overlapHours > 0)
      throw invalid({ overlap_hours: 'Older secrets still sign. End their overlap first, or rotate with 0 hours.' })
    await tx.query(
      `update signing_secrets set retires_at = least(coalesce(retires_at, $3), $3)
       where account_id = $1 and endpoint_id = $2 and (retires_at is null or retires_at > $3)`,
      [accountId, id, until],
    )
    const secret = await insertSecret(tx, accountId, { endpointId: id, besideUntil: inForce.besideUntil })
    if (!secret) throw new Error('the signing secret was not kept')
    await appendAudit(tx, scope, {
      action: 'signing_secret.rotated',
      object,
      before: null,
      after: { secret: lastFour(secret), overlap_hours: overlapHours, old_secret_until: until.toISOString() },
    })
    return writtenSecret(secret)
  })
}
