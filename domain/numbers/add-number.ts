import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { parseNumber } from './nanp.ts'

export type NewNumber = { e164: string; alias?: string; state?: string; rateCenter?: string }

/** Puts a number on the account, text-enabled at once: no step, no fee (rule F1). */
export async function addNumber(scope: Scope, input: NewNumber): Promise<void> {
  const parsed = parseNumber(input.e164)
  if (!parsed.ok) throw new TypeError(`${input.e164} is no number of the North American plan`)
  const at = now()
  await tenantTransaction(scope.accountId, async (tx) => {
    await tx.query(
      'insert into numbers (account_id, e164, kind, alias, state, rate_center, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [
        scope.accountId,
        parsed.e164,
        parsed.kind,
        input.alias ?? null,
        input.state ?? null,
        input.rateCenter ?? null,
        at,
      ],
    )
    // A number that is on an account is not for sale.
    await tx.query('delete from inventory where e164 = $1', [parsed.e164])
    await tx.query('insert into number_owners (e164, account_id) values ($1, $2)', [parsed.e164, scope.accountId])
    await appendAudit(tx, scope, {
      action: 'number.added',
      object: parsed.e164,
      before: null,
      after: { kind: parsed.kind },
    })
  })
}
