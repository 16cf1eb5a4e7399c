import { query } from '#lib/db.ts'

/** Every group that a rate may speak of; `other` has no area codes of its own. */
export async function readDestinations(): Promise<ReadonlySet<string>> {
  const rows = await query<{ destination: string }>('select distinct destination from destinations order by 1')
  return new Set(['any', ...rows.map(({ destination }) => destination), 'other'])
}
