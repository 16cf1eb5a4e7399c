import { demand } from '#domain/access/permissions.ts'
import { numberLimit, type Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isOrderId, ORDER_COLUMNS, type PortOrder } from './order.ts'
import type { Status } from './status.ts'

export type PortSummary = PortOrder & { numbers: string[]; activeNumbers: number; messagingFrom: Date | null }
export type PortFilter = { limit: number; offset?: number; groupId?: string; statuses?: readonly Status[] }

/** Newest first. A key that is limited to some numbers sees the orders that hold no other. */
export async function listPorts(
  scope: Scope,
  { limit, offset = 0, groupId, statuses }: PortFilter,
): Promise<PortSummary[]> {
  demand(scope, 'numbers.read')
  if (groupId !== undefined && !isOrderId(groupId)) return []
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<PortSummary>(
      `select ${ORDER_COLUMNS}, n.numbers, n.active as "activeNumbers", n.messaging_from as "messagingFrom"
       from port_orders o cross join lateral (
         select array_agg(e164 order by e164) as numbers, count(*) filter (where messaging = 'active')::int as active,
           min(messaging_from) as messaging_from
         from port_numbers where account_id = o.account_id and order_id = o.id) n
       where o.account_id = $1 and ($2::bigint is null or o.group_id = $2) and ($3::text[] is null or o.status = any($3))
         and ($4::text[] is null or n.numbers <@ $4)
       order by o.id desc limit $5 offset $6`,
      [scope.accountId, groupId ?? null, statuses ?? null, numberLimit(scope), limit, offset],
    ),
  )
}
