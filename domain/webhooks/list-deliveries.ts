import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { BESIDE_ENDPOINT, DELIVERY_COLUMNS } from './delivery-columns.sql.ts'
import type { DeliveryFilter } from './delivery-filter.ts'
import { MATCHES, matchValues, NEXT_PLACE } from './delivery-matches.sql.ts'
import { COUNT_LIMIT, type DeliveryPage, type DeliveryRow } from './delivery-rows.ts'

const PAGE_SIZE = 50

type Input = { filter: DeliveryFilter; zone: string; before?: string | null; after?: string | null }

/** The newest events that match, or those beside a page that was seen. A keyset: page one thousand costs what page one costs. */
export async function listDeliveries(scope: Scope, { filter, zone, before, after }: Input): Promise<DeliveryPage> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const values = await matchValues(tx, scope.accountId, filter, zone)
    const page = (side: 'older' | 'newer', id: string | null) =>
      tx.query<DeliveryRow>(
        // One more than is shown tells whether there is another page.
        `select ${DELIVERY_COLUMNS} from deliveries d ${BESIDE_ENDPOINT}
         where ${MATCHES} and ($${NEXT_PLACE}::uuid is null or d.id ${side === 'older' ? '<' : '>'} $${NEXT_PLACE})
         order by d.id ${side === 'older' ? 'desc' : 'asc'} limit ${PAGE_SIZE + 1}`,
        [...values, id],
      )
    const [found, [beyond], [counted]] = await Promise.all([
      after ? page('newer', after) : page('older', before ?? null),
      // Whoever stands on a later page can go back.
      before
        ? tx.query(`select from deliveries d where ${MATCHES} and d.id >= $${NEXT_PLACE} limit 1`, [...values, before])
        : [],
      tx.query<{ n: bigint }>(
        `select count(*) as n from (select from deliveries d where ${MATCHES} limit ${COUNT_LIMIT + 1}) matching`,
        values,
      ),
    ])
    const rows = found.slice(0, PAGE_SIZE)
    if (after) rows.reverse()
    const [first, last] = [rows.at(0), rows.at(-1)]
    const isMore = found.length > PAGE_SIZE
    return {
      rows,
      older: last && (after || isMore) ? last.id : null,
      newer: first && (after ? isMore : beyond !== undefined) ? first.id : null,
      count: Number(counted?.n ?? 0),
    }
  })
}
