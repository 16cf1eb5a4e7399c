import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'

/** A choice of more than that is no choice. */
const MOST = 200

/** Of the endpoints, by their id: what filters are named by. */
export async function listAddresses(scope: Scope): Promise<Map<string, string>> {
  demand(scope, 'messages.read')
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ id: string; address: string }>(
      `select id, address from endpoints where account_id = $1 order by address limit ${MOST}`,
      [scope.accountId],
    ),
  )
  return new Map(rows.map(({ id, address }) => [id, address]))
}
