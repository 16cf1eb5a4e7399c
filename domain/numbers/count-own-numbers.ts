import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { matchesFor } from './list-own-numbers.ts'
import type { OwnNumberFilter } from './number-filter.ts'
import { countQuery } from './own-numbers.sql.ts'

/** How many match, counted to `COUNT_LIMIT` and one more. */
export async function countOwnNumbers(scope: Scope, filter: OwnNumberFilter): Promise<number> {
  demand(scope, 'numbers.read')
  const { text, values } = countQuery(matchesFor(scope, filter))
  const [row] = await tenantTransaction(scope.accountId, (tx) => tx.query<{ n: bigint }>(text, values))
  return Number(row?.n ?? 0)
}
