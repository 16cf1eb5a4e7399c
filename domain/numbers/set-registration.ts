import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import type { Registration } from './number-filter.ts'

/**
 * How far the carriers are with a number: brand and campaign of a long code, verification of a toll-free number. For the operator, who
 * asked them; an account is shown it. Throws `not_found`.
 */
export async function setRegistration(
  scope: Scope,
  { e164, registration }: { e164: string; registration: Registration },
): Promise<void> {
  if (scope.actor.kind !== 'system')
    throw new Refusal('not_allowed', { places: { need: 'The operator does this for you.' } })
  await tenantTransaction(scope.accountId, async (tx) => {
    const [before] = await tx.query<{ registration: Registration }>(
      'select registration from numbers where account_id = $1 and e164 = $2 for update',
      [scope.accountId, e164],
    )
    if (!before) throw new Refusal('not_found')
    if (before.registration === registration) return
    await tx.query('update numbers set registration = $3 where account_id = $1 and e164 = $2', [
      scope.accountId,
      e164,
      registration,
    ])
    await appendAudit(tx, scope, {
      action: 'number.registration_changed',
      object: e164,
      before,
      after: { registration },
    })
  })
}
