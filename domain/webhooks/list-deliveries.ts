import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { BESIDE_ENDPOINT, DELIVERY_COLUMNS } from './delivery-columns.sql.ts'
import type { DeliveryFilter } from './delivery-filter.ts'
import { MATCHES, matchValues } from './delivery-matches.sql.ts'
import { COUNT_LIMIT, type DeliveryPage, type DeliveryRow } from './delivery-rows.ts'
import { visibleTo } from './delivery-visible.sql.ts'
import { errorFor } from './last-error.ts'

const PAGE_SIZE = 50

/** `limit`: of a page. `isCounted` false: whoever only reads on has no use for the count. */
type Input = {
  filter: DeliveryFilter
  zone: string
  before?: string | null
  after?: string | null
  limit?: number
  isCounted?: boolean
}

/** The newest events that match, or those beside a page that was seen. A keyset: page one thousand costs what page one costs. */
export async function listDeliveries(
  scope: Scope,
  { filter, zone, before, after, limit = PAGE_SIZE, isCounted = true }: Input,
): Promise<DeliveryPage> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const values = await matchValues(tx, scope.accountId, filter, zone)
    const matches = `${MATCHES} ${visibleTo(scope, values)}`
    const place = `$${values.length + 1}`
    const page = (side: 'older' | 'newer', id: string | null) =>
      tx.query<DeliveryRow>(
        // One more than is shown tells whether there is another page.
        `select ${DELIVERY_COLUMNS} from deliveries d ${BESIDE_ENDPOINT}
         where ${matches} and (${place}::uuid is null or d.id ${side === 'older' ? '<' : '>'} ${place})
         order by d.id ${side === 'older' ? 'desc' : 'asc'} limit ${limit + 1}`,
        [...values, id],
      )
    const [found, [beyond], [counted]] = await Promise.all([
      after ? page('newer', after) : page('older', before ?? null),
      // Whoever stands on a later page can go back.
      before
        ? tx.query(`select from deliveries d where ${matches} and d.id >= ${place} limit 1`, [...values, before])
        : [],
      isCounted
        ? tx.query<{ n: bigint }>(
            `select count(*) as n from (select from deliveries d where ${matches} limit ${COUNT_LIMIT + 1}) matching`,
            values,
          )
        : [],
    ])
    const rows = found.slice(0, limit).map((row) => ({ ...row, lastError: errorFor(scope, row.lastError) }))
    if (after) rows.reverse()
    const [first, last] = [rows.at(0), rows.at(-1)]
    const isMore = found.length > limit
    return {
      rows,
      older: last && (after || isMore) ? last.id : null,
      newer: first && (after ? isMore : beyond !== undefined) ? first.id : null,
      count: Number(counted?.n ?? 0),
    }
  })
}
