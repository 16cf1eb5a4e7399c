import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { demandPlace } from '#domain/routing/demand-place.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { lockEndpoint } from './lock-endpoint.ts'

/** As the table checks them. */
export const MOST_AT_ONCE = 100
export const MOST_PER_SECOND = 10_000

type Limits = { maxAtOnce: number | null; maxPerSecond: number | null }

/** How much an endpoint is sent at once, and a second, by each worker. Null: the engine finds out by itself. Throws `invalid`. */
export async function limitEndpoint(scope: Scope, { id, maxAtOnce, maxPerSecond }: { id: string } & Limits) {
  demand(scope, 'routing.manage')
  demandPlace(scope, '')
  const fields: Record<string, string[]> = {}
  if (!isWithin(maxAtOnce, MOST_AT_ONCE)) fields.max_at_once = [`A whole number from 1 to ${MOST_AT_ONCE}, or none.`]
  if (!isWithin(maxPerSecond, MOST_PER_SECOND))
    fields.max_per_second = [`A whole number from 1 to ${MOST_PER_SECOND.toLocaleString('en-US')}, or none.`]
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { fields })
  await tenantTransaction(scope.accountId, async (tx) => {
    const known = await lockEndpoint(tx, scope.accountId, id)
    if (known.maxAtOnce === maxAtOnce && known.maxPerSecond === maxPerSecond) return
    await tx.query('update endpoints set max_at_once = $3, max_per_second = $4 where account_id = $1 and id = $2', [
      scope.accountId,
      id,
      maxAtOnce,
      maxPerSecond,
    ])
    const before = { max_at_once: known.maxAtOnce, max_per_second: known.maxPerSecond }
    const after = { max_at_once: maxAtOnce, max_per_second: maxPerSecond }
    await appendAudit(tx, scope, { action: 'endpoint.limited', object: known.address, before, after })
  })
}

function isWithin(value: number | null, most: number): boolean {
  return value === null || (Number.isInteger(value) && value >= 1 && value <= most)
}
