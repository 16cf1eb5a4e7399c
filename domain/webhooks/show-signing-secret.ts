import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { signingSecret, writtenSecret } from './signing-secret.ts'

/** For people alone: no scope of a key opens this permission. Each look is a row of the audit log. */
export async function showSigningSecret(scope: Scope): Promise<string> {
  demand(scope, 'keys.manage')
  return tenantTransaction(scope.accountId, async (tx) => {
    const secret = writtenSecret(await signingSecret(tx, scope.accountId))
    await appendAudit(tx, scope, {
      action: 'signing_secret.shown',
      object: 'signing secret',
      before: null,
      after: { secret: `…${secret.slice(-4)}` },
    })
    return secret
  })
}
