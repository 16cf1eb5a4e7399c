import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { findBillMonth } from './bill-month.ts'

/**
 * A worker checks the bill of a month; asked for while one is under way, it is that one. Nothing is changed by it, so it is no row of
 * the audit log. Throws what `findBillMonth` throws.
 */
export async function askBillCheck(scope: Scope, text: string): Promise<void> {
  demand(scope, 'billing.read')
  await tenantTransaction(scope.accountId, async (tx) => {
    const { month } = await findBillMonth(tx, scope.accountId, text)
    await tx.query(
      `insert into bill_checks (account_id, month, asked_at, asked_by) values ($1, $2, $3, $4)
       on conflict (account_id, month) do update set state = 'waiting', asked_at = excluded.asked_at, asked_by = excluded.asked_by,
         epoch = 0, lease_until = null, days_done = 0, days = 0, problem = null
       where bill_checks.state in ('done', 'failed')`,
      [scope.accountId, month, now(), scope.actor.name],
    )
  })
}
