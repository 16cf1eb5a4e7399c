import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { messageMatches } from '#domain/reports/message-matches.sql.ts'
import { inSearchTurn } from '#domain/reports/reading-turns.ts'
import { type Tx, tenantSnapshot } from '#lib/db.ts'
import { MOST_AT_ONCE } from './export-rows.ts'

const MOST_MS = 1_500
const TOO_SLOW = '57014'

/** How many rows an export would have; one more than a download takes for "more". Null: counting them takes too long for a page. */
export async function countExport(
  scope: Scope,
  { filter, filterZone }: { filter: MessageFilter; filterZone: string },
): Promise<number | null> {
  demand(scope, 'messages.read')
  const counting = async (tx: Tx) => {
    const { sql, values } = await messageMatches(tx, scope, filter, filterZone)
    await tx.query(`set local statement_timeout = ${MOST_MS}`)
    const [counted] = await tx.query<{ n: number }>(
      `select count(*)::int as n from (select from messages m where ${sql} limit ${MOST_AT_ONCE + 1}) found`,
      values,
    )
    return counted?.n ?? 0
  }
  return inSearchTurn(scope.accountId, () => tenantSnapshot(scope.accountId, counting)).catch((fault: unknown) => {
    if (fault instanceof Error && 'code' in fault && fault.code === TOO_SLOW) return null
    throw fault
  })
}
