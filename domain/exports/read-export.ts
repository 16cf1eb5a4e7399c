import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { EXPORT_ROW, shownTo } from './export-row.sql.ts'
import type { ExportDetail, ExportPart, ExportRow } from './export-rows.ts'

/** Throws `not_found`, for a stranger's as for none. */
export async function readExport(scope: Scope, id: string): Promise<ExportDetail> {
  demand(scope, 'messages.read')
  if (!isId(id)) throw new Refusal('not_found')
  const key = [scope.accountId, id]
  return tenantTransaction(scope.accountId, async (tx) => {
    const [found] = await tx.query<ExportRow>(
      `select ${EXPORT_ROW} from exports e where e.account_id = $1 and e.id = $2`,
      key,
    )
    if (!found) throw new Refusal('not_found')
    const parts = await tx.query<ExportPart>(
      `select number, rows, snapshot_at as "snapshotAt", content_bytes as "contentBytes", stored_bytes as "storedBytes",
         encode(sha256, 'hex') as sha256
       from export_parts where account_id = $1 and export_id = $2 order by number`,
      key,
    )
    return { ...shownTo(scope, found), parts }
  })
}
