import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { fromMessageRef, toMessageRef } from '#lib/ids.ts'
import { ROW_COLUMNS, type RowColumns, toMessageRow } from './message-columns.ts'
import type { MessagePage } from './message-rows.ts'

const MAX_LIMIT = 500
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The newest messages, or those older than a page before. A keyset: page one thousand costs what page one costs. */
export async function listMessageRows(
  scope: Scope,
  input: { olderThan?: string; limit: number },
): Promise<MessagePage> {
  demand(scope, 'messages.read')
  const limit = Math.min(Math.max(1, input.limit), MAX_LIMIT)
  const before = (input.olderThan && fromMessageRef(input.olderThan)) || LAST_ID
  return tenantTransaction(scope.accountId, async (tx) => {
    // Taken before the rows are read: what commits in between comes twice rather than never, and `rev` drops the double.
    const [feed] = await tx.query<{ position: string }>(
      "select pg_snapshot_xmin(pg_current_snapshot())::text || '.0' as position",
    )
    const rows = await tx.query<RowColumns>(
      {
        name: 'list_message_rows',
        text: `select ${ROW_COLUMNS} from messages m where m.account_id = $1 and m.id < $2 order by m.id desc limit $3`,
      },
      [scope.accountId, before, limit + 1],
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map((row) => toMessageRow(scope, row)),
      olderThan: rows.length > limit && last ? toMessageRef(last.id) : null,
      newerThan: null,
      searchedTo: null,
      position: feed?.position ?? '0.0',
    }
  })
}
