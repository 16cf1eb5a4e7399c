import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { type AccountRow, accountOf, type EntryRow, entryOf, SEEN_EVERY_MS } from './open-session.ts'
import type { Role } from './scope.ts'

const LIVING_ENTRIES = {
  name: 'living_entries',
  text: `
    select s.id as session_id, s.account_id, s.method, s.second_factor, s.seen_at, s.person_id, p.name as person_name, a.*
    from sessions s join people p on p.id = s.person_id
      cross join lateral accounts_of_person(s.person_id) with ordinality a
    where s.id = any($1::uuid[]) and s.ended_at is null and s.expires_at > $2 order by s.id, a.ordinality`,
}

type Row = EntryRow & AccountRow & { session_id: string; seen_at: Date; person_name: string }

/**
 * Which account each of these sessions is in, and as what: as `openSession` answers for one, with one question for all. A session
 * that is over, or that the account is closed to, is not there.
 */
export async function livingEntries(
  sessionIds: readonly string[],
): Promise<Map<string, { accountId: string; role: Role }>> {
  const at = now()
  const rows = await query<Row>(LIVING_ENTRIES, [sessionIds, at])
  const entries = [...Map.groupBy(rows, (row) => row.session_id)].flatMap(([id, accounts]) => {
    const [session] = accounts
    const chosen = session && accountOf(session, accounts)
    const entry = chosen && entryOf({ ...session, name: session.person_name }, chosen)
    return entry?.open ? [[id, { accountId: entry.account.id, role: entry.role }] as const] : []
  })
  const unseen = rows.filter((row) => at.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS)
  // Whoever watches is there.
  if (unseen.length > 0)
    await query('update sessions set seen_at = $2 where id = any($1::uuid[])', [
      unseen.map((row) => row.session_id),
      at,
    ])
  return new Map(entries)
}
