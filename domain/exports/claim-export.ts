import type { Origin } from '#domain/access/scope.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { withWholeFilter } from './export-row.sql.ts'
import { MOST_RUNNING } from './export-rows.ts'
import { lockExports } from './lock-exports.ts'
import type { Asked } from './read-lines.ts'

/** Longer than any pause of a healthy worker between two signs of life (`BEAT_MS`). */
export const LEASE_MS = 30_000

export type ClaimedExport = Asked & {
  accountId: string
  id: string
  epoch: number
  askedBy: string
  origin: Origin
  scheduleId: string | null
  hasContent: boolean
}

/** The next that is due, of the account with the fewest under way; null when there is none. */
export async function claimExport(): Promise<ClaimedExport | null> {
  const due = await query<{ account_id: string; export_id: string }>('select * from due_exports($1, $2, 5)', [
    now(),
    MOST_RUNNING,
  ])
  for (const { account_id: accountId, export_id: id } of due) {
    const claimed = await claim(accountId, id)
    if (claimed) return claimed
  }
  return null
}

async function claim(accountId: string, id: string): Promise<ClaimedExport | null> {
  const at = now()
  const [claimed] = await tenantTransaction(accountId, async (tx) => {
    await lockExports(tx, accountId)
    return tx.query<ClaimedExport>(
      `update exports e set state = 'running', epoch = epoch + 1, lease_until = $4, began_at = coalesce(began_at, $3)
       where account_id = $1 and id = $2 and state in ('waiting', 'running') and coalesce(lease_until, '-infinity') <= $3
         and (select count(*) from exports o where o.account_id = $1 and o.state = 'running' and o.lease_until > $3) < $5
       returning account_id as "accountId", id, epoch, filter, filter_zone as "filterZone", format, columns, zone, numbers,
         asked_by as "askedBy", asked_at as "askedAt", origin, schedule_id as "scheduleId", has_content as "hasContent"`,
      [accountId, id, at, new Date(at.getTime() + LEASE_MS), MOST_RUNNING],
    )
  })
  return claimed ? withWholeFilter(claimed) : null
}
