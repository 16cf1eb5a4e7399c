/** What an account asks of everybody who comes in, on top of their own sign-in. `open-session.ts` holds them. */
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'
import type { Session } from './open-session.ts'
import { demand } from './permissions.ts'

export type SignInRules = { requireSecondFactor: boolean; ssoOnly: boolean }

/** Nobody can close the account to themselves: a rule is switched on only by a session that keeps it. Throws `rule_not_kept`. */
export async function setSignInRules(
  { scope, method, secondFactor }: Pick<Session, 'scope' | 'method' | 'secondFactor'>,
  rules: SignInRules,
): Promise<void> {
  demand(scope, 'account.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    const before = await rulesOf(tx, scope.accountId, 'for update')
    if (rules.requireSecondFactor && !before.requireSecondFactor && !secondFactor)
      throw notKept('Set up a second factor of your own first, so that you do not close the account to yourself.')
    if (rules.ssoOnly && !before.ssoOnly && (method !== 'oidc' || !env.oidc))
      throw notKept(
        env.oidc
          ? `Sign in by ${env.oidc.name} first, so that you do not close the account to yourself.`
          : 'This system has no single sign-on configured: nobody could get in.',
      )
    if (rules.requireSecondFactor === before.requireSecondFactor && rules.ssoOnly === before.ssoOnly) return
    await tx.query('update accounts set require_second_factor = $2, sso_only = $3 where id = $1', [
      scope.accountId,
      rules.requireSecondFactor,
      rules.ssoOnly,
    ])
    await appendAudit(tx, scope, {
      action: 'sign_in_rules.changed',
      object: 'sign-in rules',
      before,
      after: { requireSecondFactor: rules.requireSecondFactor, ssoOnly: rules.ssoOnly },
    })
  })
}

/** In the transaction that reads or changes them. */
export async function rulesOf(tx: Tx, accountId: string, lock: '' | 'for update' = ''): Promise<SignInRules> {
  const [row] = await tx.query<{ require_second_factor: boolean; sso_only: boolean }>(
    `select require_second_factor, sso_only from accounts where id = $1 ${lock}`,
    [accountId],
  )
  if (!row) throw new Refusal('not_found')
  return { requireSecondFactor: row.require_second_factor, ssoOnly: row.sso_only }
}

function notKept(need: string): Refusal {
  return new Refusal('rule_not_kept', { places: { need } })
}
