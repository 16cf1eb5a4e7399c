import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import type { Messaging } from './status.ts'

export type PortOfNumber = { orderId: string; messaging: Messaging; messagingFrom: Date; messagingBy: Date }

/** The order that brought a number here, while its text does not work yet; else null. */
export async function findPortOfNumber(scope: Scope, e164: string): Promise<PortOfNumber | null> {
  demand(scope, 'numbers.read')
  const [port] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<PortOfNumber>(
      `select order_id::text as "orderId", messaging, messaging_from as "messagingFrom", messaging_by as "messagingBy"
       from port_numbers where account_id = $1 and e164 = $2 and messaging in ('porting', 'overdue')
       order by order_id desc limit 1`,
      [scope.accountId, e164],
    ),
  )
  return port ?? null
}
