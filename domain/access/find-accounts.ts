import { query, tenantTransaction } from '#lib/db.ts'

export type FoundAccount = { id: string; name: string }

/**
 * For operators' commands, never for a request: every account, or those that somebody owns (by e-mail), or the one with an id.
 * Every account has an owner, so memberships know them all.
 */
export async function findAccounts(who: string | null): Promise<FoundAccount[]> {
  const rows = await query<{ id: string }>(
    `select distinct m.account_id as id from memberships m join people p on p.id = m.person_id
     where m.role = 'owner' and ($1::text is null or p.email = lower($1) or m.account_id::text = lower($1)) order by 1`,
    [who],
  )
  const found: FoundAccount[] = []
  for (const { id } of rows) {
    const [account] = await tenantTransaction(id, (tx) =>
      tx.query<{ name: string }>('select name from accounts where id = $1', [id]),
    )
    if (account) found.push({ id, name: account.name })
  }
  return found
}
