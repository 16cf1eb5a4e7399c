import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { demandWhole } from './demand-whole.ts'
import { REPLAY_COLUMNS, type ReplayColumns, toReplayRow } from './replay-columns.sql.ts'
import type { ReplayRow } from './replay-rows.ts'

const PAGE_SIZE = 50

/** Newest first. `older`: pass as `before` for the next page. */
export async function listReplays(
  scope: Scope,
  before: string | null,
): Promise<{ replays: ReplayRow[]; older: string | null }> {
  demand(scope, 'messages.read')
  demandWhole(scope)
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<ReplayColumns>(
      `select ${REPLAY_COLUMNS} from replays where account_id = $1 and ($2::uuid is null or id < $2)
       order by id desc limit ${PAGE_SIZE + 1}`,
      [scope.accountId, before && isId(before) ? before : null],
    ),
  )
  const replays = rows.slice(0, PAGE_SIZE).map(toReplayRow)
  return { replays, older: rows.length > PAGE_SIZE ? (replays.at(-1)?.id ?? null) : null }
}
