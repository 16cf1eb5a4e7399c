import { query } from '#lib/db.ts'
import { isOrderId } from './order.ts'
import type { Status } from './status.ts'

/** For operators, who know an order by its id alone. */
export async function findAccountOfOrder(id: string): Promise<string | null> {
  if (!isOrderId(id)) return null
  const [row] = await query<{ account_id: string | null }>('select account_of_port_order($1) as account_id', [id])
  return row?.account_id ?? null
}

/** Of every account, newest first: those of one status, or all that are not closed. */
export async function findOrders(status: Status | null, limit = 200): Promise<{ accountId: string; id: string }[]> {
  return query('select account_id as "accountId", id from port_order_ids($1, $2)', [status, limit])
}
