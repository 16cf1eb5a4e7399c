import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { findLimit } from './limit.ts'
import { type LimitTerms, readLimitTerms } from './read-limit-input.ts'

/** Its name, amount and alerts. What it spent stays spent; what it limits is another limit. */
export async function changeLimit(scope: Scope, id: string, input: LimitTerms): Promise<void> {
  demand(scope, 'billing.manage')
  const { name, limitNanos, percents } = readLimitTerms(input)
  await tenantTransaction(scope.accountId, async (tx) => {
    await lockBalance(tx, scope.accountId)
    const at = now()
    const before = await findLimit(tx, scope.accountId, id, at)
    await tx.query(
      'update spend_limits set name = $3, limit_nanos = $4, alert_percents = $5 where account_id = $1 and id = $2',
      [scope.accountId, id, name, limitNanos, percents],
    )
    await tx.query('select note_alerts($1, $2, $3)', [scope.accountId, id, at])
    await appendAudit(tx, scope, {
      action: 'spend_limit.changed',
      object: name,
      before: { name: before.name, limit: formatNanos(before.limitNanos, 2), alerts_at: before.percents },
      after: { name, limit: formatNanos(limitNanos, 2), alerts_at: percents },
    })
  })
}
