import { query } from '#lib/db.ts'
import { nudge } from '#lib/nudges.ts'

/**
 * Adds what has committed to the hour totals and tells the followers of those accounts. Any number may run: one works at a
 * time. Returns how many facts it took.
 */
export async function relayOutbox(limit = 5_000): Promise<number> {
  const rows = await query<{ account_id: string; facts: bigint }>(
    { name: 'relay_outbox', text: 'select account_id, facts from relay_outbox($1)' },
    [limit],
  )
  for (const row of rows) nudge('feed', row.account_id)
  return rows.reduce((total, row) => total + Number(row.facts), 0)
}
