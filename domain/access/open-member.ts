import { query } from '#lib/db.ts'
import { makeScope, type Origin, type Role, type Scope } from './scope.ts'

/**
 * A person's scope without their session: for work that they started and the worker does. With the role they have now, so that whoever
 * is taken off the account or lowered changes nothing any more, also by a job begun before. Null: not on the account.
 */
export async function openMember(accountId: string, personId: string, origin: Origin): Promise<Scope | null> {
  const [member] = await query<{ name: string; role: Role }>(
    `select p.name, m.role from memberships m join people p on p.id = m.person_id
     where m.account_id = $1 and m.person_id = $2`,
    [accountId, personId],
  )
  return member ? makeScope(accountId, { kind: 'person', id: personId, ...member }, origin) : null
}
