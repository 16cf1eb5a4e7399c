import { tenantTransaction } from '#lib/db.ts'
import { demand } from './permissions.ts'
import type { Scope } from './scope.ts'
import { rulesOf, type SignInRules } from './set-sign-in-rules.ts'

/** The rules, and how many of the members would have to set up a factor of their own. */
export async function readSignInRules(scope: Scope): Promise<SignInRules & { members: number; withoutFactor: number }> {
  demand(scope, 'account.manage')
  return tenantTransaction(scope.accountId, async (tx) => {
    const rules = await rulesOf(tx, scope.accountId)
    const [row] = await tx.query<{ members: number; without: number }>(
      `select count(*)::int as members, count(*) filter (where
         not exists (select from totps t where t.person_id = m.person_id and t.confirmed_at is not null)
         and not exists (select from passkeys k where k.person_id = m.person_id))::int as without
       from memberships m where m.account_id = $1`,
      [scope.accountId],
    )
    return { ...rules, members: row?.members ?? 0, withoutFactor: row?.without ?? 0 }
  })
}
