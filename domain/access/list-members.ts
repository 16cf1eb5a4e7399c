import { tenantTransaction } from '#lib/db.ts'
import { demand } from './permissions.ts'
import type { Role, Scope } from './scope.ts'

export type Member = {
  id: string
  name: string
  email: string
  role: Role
  hasFactor: boolean
  since: Date
  /** On this account; null: never yet. */
  seenAt: Date | null
}

/** Everybody on the account, owners first, then by name. */
export async function listMembers(scope: Scope): Promise<Member[]> {
  demand(scope, 'members.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<Member>(
      `select p.id, p.name, p.email, m.role, m.created_at as since,
         exists (select from totps t where t.person_id = p.id and t.confirmed_at is not null)
           or exists (select from passkeys k where k.person_id = p.id) as "hasFactor",
         (select max(s.seen_at) from sessions s where s.person_id = p.id and s.account_id = m.account_id) as "seenAt"
       from memberships m join people p on p.id = m.person_id
       where m.account_id = $1 order by m.role <> 'owner', lower(p.name), p.id`,
      [scope.accountId],
    ),
  )
}
