import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { demandWhole } from './demand-whole.ts'
import { REPLAY_COLUMNS, type ReplayColumns, toReplayRow } from './replay-columns.sql.ts'
import type { ReplayDetail } from './replay-rows.ts'

type Ends = { delivered: number; failed: number; waiting: number }

/** Throws `not_found` for a stranger's as for none. */
export async function readReplay(scope: Scope, id: string): Promise<ReplayDetail> {
  demand(scope, 'messages.read')
  demandWhole(scope)
  if (!isId(id)) throw new Refusal('not_found')
  const key = [scope.accountId, id]
  const [[row], [ends]] = await tenantTransaction(scope.accountId, (tx) =>
    Promise.all([
      tx.query<ReplayColumns>(`select ${REPLAY_COLUMNS} from replays where account_id = $1 and id = $2`, key),
      tx.query<Ends>(
        `select count(*) filter (where status = 'delivered')::int as delivered,
           count(*) filter (where status in ('failed', 'held'))::int as failed,
           count(*) filter (where status = 'pending')::int as waiting
         from deliveries where account_id = $1 and replay_id = $2`,
        key,
      ),
    ]),
  )
  if (!row || !ends) throw new Refusal('not_found')
  return { ...toReplayRow(row), ...ends }
}
