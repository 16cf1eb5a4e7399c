import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { type BillCheck, type KeptVerdict, openVerdict } from './bill-check.ts'
import { findBillMonth } from './bill-month.ts'

type Row = Omit<BillCheck, 'verdict'> & { checkedAt: Date | null; result: KeptVerdict | null }

/** Null: nobody has asked for one yet. Throws what `findBillMonth` throws. */
export async function readBillCheck(scope: Scope, text: string): Promise<BillCheck | null> {
  demand(scope, 'billing.read')
  const [row] = await tenantTransaction(scope.accountId, async (tx) => {
    const { month } = await findBillMonth(tx, scope.accountId, text)
    return tx.query<Row>(
      `select month, state, asked_at as "askedAt", asked_by as "askedBy", days_done as "daysDone", days, problem,
         checked_at as "checkedAt", result
       from bill_checks where account_id = $1 and month = $2`,
      [scope.accountId, month],
    )
  })
  if (!row) return null
  const { checkedAt, result, ...check } = row
  return { ...check, verdict: checkedAt && result ? openVerdict(check.month, checkedAt, result) : null }
}
