import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'

/** Ends a person’s sessions on one account; their live streams close within a second. */
export async function endSessions(
  tx: Tx,
  { personId, accountId, except = null }: { personId: string; accountId: string; except?: string | null },
): Promise<void> {
  await tx.query(
    `update sessions set ended_at = $3 where account_id = $1 and person_id = $2 and ended_at is null
       and id is distinct from $4`,
    [accountId, personId, now(), except],
  )
}
