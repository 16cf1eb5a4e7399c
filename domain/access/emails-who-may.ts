import type { Tx } from '#lib/db.ts'
import { PERMISSIONS, type Permission } from './permissions.ts'

/** The addresses of those on the account whose role allows this: for letters about it. */
export async function emailsWhoMay(tx: Tx, accountId: string, permission: Permission): Promise<string[]> {
  const people = await tx.query<{ email: string }>(
    `select p.email from memberships m join people p on p.id = m.person_id
     where m.account_id = $1 and m.role = any($2) order by p.email`,
    [accountId, PERMISSIONS[permission]],
  )
  return people.map(({ email }) => email)
}
