import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { type BillCheck, type KeptVerdict, openVerdict } from './bill-check.ts'
import { findBillMonth } from './bill-month.ts'

type Row = Omit<BillCheck, 'verdict'> & { checkedAt: Date | null; result: KeptVerdict | null }

/** Null: nobody has asked for one yet. Throws what `findBillMonth` throws. */
export async function readBillCheck(scope: Scope, text: string): Promise<BillCheck | null> {
  demand(scope, 'billing.read')
  const found = await tenantTransaction(scope.accountId, async (tx) => {
    const { month, zone } = await findBillMonth(tx, scope.accountId, text)
    const [row] = await tx.query<Row>(
      `select month, state, asked_at as "askedAt", asked_by as "askedBy", days_done as "daysDone", days, problem,
         checked_at as "checkedAt", result
       from bill_checks where account_id = $1 and month = $2`,
      [scope.accountId, month],
    )
    return { row, zone }
  })
  if (!found.row) return null
  const { checkedAt, result, ...check } = found.row
  // What was checked in another zone was another bill: its month began at another midnight.
  const isOfBill = result?.zone === found.zone
  return { ...check, verdict: isOfBill && checkedAt && result ? openVerdict(check.month, checkedAt, result) : null }
}
