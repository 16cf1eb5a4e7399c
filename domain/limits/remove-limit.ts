import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { findLimit } from './limit.ts'

export async function removeLimit(scope: Scope, id: string): Promise<void> {
  demand(scope, 'billing.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    await lockBalance(tx, scope.accountId)
    const before = await findLimit(tx, scope.accountId, id, now())
    await tx.query('delete from spend_limits where account_id = $1 and id = $2', [scope.accountId, id])
    await appendAudit(tx, scope, {
      action: 'spend_limit.removed',
      object: before.name,
      before: { limit: formatNanos(before.limitNanos, 2), period: before.period },
      after: null,
    })
  })
}
