import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { KEY_COLUMNS, type Key } from './key.ts'
import { LAST_USE_COLUMNS, LAST_USE_JOIN, type LastUse, type LastUseColumns, toLastUse } from './last-use.ts'

export type KeySummary = Key & { lastUse: LastUse | null }

/** The account's keys, oldest first, the expired and revoked among them; never a hash, never a secret. */
export async function listKeys(scope: Scope): Promise<KeySummary[]> {
  demand(scope, 'keys.read')
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<Key & LastUseColumns>(
      `select ${KEY_COLUMNS}, ${LAST_USE_COLUMNS} from api_keys k ${LAST_USE_JOIN} where k.account_id = $1 order by k.id`,
      [scope.accountId],
    ),
  )
  return rows.map(({ usedAt, usedFrom, usedBy, usedFor, ...key }) => ({
    ...key,
    lastUse: toLastUse({ usedAt, usedFrom, usedBy, usedFor }),
  }))
}
