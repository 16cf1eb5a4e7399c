import { demand } from '#domain/access/permissions.ts'
import { reachesNumber, type Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { isOrderId } from './order.ts'
import type { Messaging, Status, Voice } from './status.ts'

export type GroupNumber = {
  e164: string
  orderId: string
  status: Status
  voice: Voice
  messaging: Messaging
  messagingFrom: Date | null
  messagingActiveAt: Date | null
}

/** Of a group, or of one order by its own id: both come from one sequence. Throws `not_found`. */
export async function listGroupNumbers(scope: Scope, id: string): Promise<GroupNumber[]> {
  demand(scope, 'numbers.read')
  if (!isOrderId(id)) throw new Refusal('not_found')
  const numbers = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<GroupNumber>(
      `select n.e164, o.id::text as "orderId", o.status, n.voice, n.messaging, n.messaging_from as "messagingFrom",
         n.messaging_active_at as "messagingActiveAt"
       from port_orders o join port_numbers n on n.account_id = o.account_id and n.order_id = o.id
       where o.account_id = $1 and (o.group_id = $2 or o.id = $2) order by n.e164`,
      [scope.accountId, id],
    ),
  )
  if (numbers.length === 0 || !numbers.every(({ e164 }) => reachesNumber(scope, e164))) throw new Refusal('not_found')
  return numbers
}
