import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'

/** Keys that a limit may be of, by name: those who look after billing need not see more of them. */
export async function listLimitKeys(scope: Scope): Promise<{ id: string; name: string }[]> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ id: string; name: string }>(
      "select id, name from api_keys where account_id = $1 and revoked_at is null and mode = 'live' order by name, id",
      [scope.accountId],
    ),
  )
}
