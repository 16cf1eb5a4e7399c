import { demand, may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { BESIDE_ENDPOINT, DELIVERY_COLUMNS } from './delivery-columns.sql.ts'
import type { DeliveryRow } from './delivery-rows.ts'
import { errorFor } from './last-error.ts'

const PAGE_SIZE = 50

/** `text`: null where the reader's role does not see contents. `releaseNanos`: what it costs to let it go; '0' when it is free or paid. */
export type UndeliveredRow = DeliveryRow & { text: string | null; releaseNanos: string }

const UNDELIVERED = `d.account_id = $1 and d.status in ('failed', 'held') and d.kind = 'inbound'`

/** Inbound messages that never reached the customer's server, newest first. `older`: pass as `before` for the next page. */
export async function listUndelivered(
  scope: Scope,
  before: string | null,
): Promise<{ rows: UndeliveredRow[]; older: string | null }> {
  demand(scope, 'messages.read')
  const found = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<UndeliveredRow>(
      `select ${DELIVERY_COLUMNS}, m.body as text,
         coalesce(case when d.held_why = 'no_balance' and m.status = 'held' then (m.part_nanos + m.surcharge_nanos) * m.parts end, 0)::text as "releaseNanos"
       from deliveries d ${BESIDE_ENDPOINT}
       left join lateral (
         select body, status, part_nanos, surcharge_nanos, parts from messages t where t.account_id = d.account_id and t.id = d.message_id offset 0) m on true
       where ${UNDELIVERED} and ($2::uuid is null or d.id < $2) order by d.id desc limit ${PAGE_SIZE + 1}`,
      [scope.accountId, before && isId(before) ? before : null],
    ),
  )
  const rows = found.slice(0, PAGE_SIZE)
  const sees = may(scope, 'messages.content')
  return {
    rows: sees ? rows : rows.map((row) => ({ ...row, lastError: errorFor(scope, row.lastError), text: null })),
    older: found.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null,
  }
}

/** Up to one more than `limit`. */
export async function countUndelivered(scope: Scope, limit: number): Promise<number> {
  demand(scope, 'messages.read')
  const [counted] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ n: bigint }>(
      `select count(*) as n from (select from deliveries d where ${UNDELIVERED} limit $2 + 1) undelivered`,
      [scope.accountId, limit],
    ),
  )
  return Number(counted?.n ?? 0)
}
