import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { EXPORT_ROW, shownTo } from './export-row.sql.ts'
import type { ExportRow } from './export-rows.ts'

const PAGE_SIZE = 50

/** Newest first. `older` goes on as `before`; null on the last page. */
export async function listExports(
  scope: Scope,
  before: string | null,
): Promise<{ exports: ExportRow[]; older: string | null }> {
  demand(scope, 'messages.read')
  const found = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<ExportRow>(
      `select ${EXPORT_ROW} from exports e where e.account_id = $1 and ($2::uuid is null or e.id < $2)
       order by e.id desc limit ${PAGE_SIZE + 1}`,
      [scope.accountId, before && isId(before) ? before : null],
    ),
  )
  const exports = found.slice(0, PAGE_SIZE).map((row) => shownTo(scope, row))
  return { exports, older: found.length > PAGE_SIZE ? (exports.at(-1)?.id ?? null) : null }
}
