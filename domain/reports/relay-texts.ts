import { query } from '#lib/db.ts'

/** Makes what has committed findable by its words. Any number may run: one works at a time. Returns how many facts it took. */
export async function relayTexts(limit = 2_000): Promise<number> {
  const [row] = await query<{ facts: bigint }>({ name: 'relay_texts', text: 'select relay_texts($1) as facts' }, [
    limit,
  ])
  return Number(row?.facts ?? 0)
}
