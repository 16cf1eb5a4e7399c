import { query } from '#lib/db.ts'

/** Adds what has committed to the sums of the log. Any number may run: one works at a time. Returns how many facts it took. */
export async function relayTotals(limit = 5_000): Promise<number> {
  const [row] = await query<{ facts: bigint }>({ name: 'relay_totals', text: 'select relay_totals($1) as facts' }, [
    limit,
  ])
  return Number(row?.facts ?? 0)
}
