import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { findKey } from './key.ts'
import { LAST_USE_COLUMNS, LAST_USE_JOIN, type LastUseColumns, toLastUse } from './last-use.ts'
import type { KeySummary } from './list-keys.ts'
import { type Cockpit, readCockpit } from './read-cockpit.ts'

/** `cockpit`: null when no rotation runs or has ended lately. */
export type KeyDetail = KeySummary & { cockpit: Cockpit | null }

/** Throws `not_found`. */
export async function readKey(scope: Scope, id: string): Promise<KeyDetail> {
  demand(scope, 'keys.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const key = await findKey(tx, scope.accountId, id)
    const [use] = await tx.query<LastUseColumns>(
      `select ${LAST_USE_COLUMNS} from api_keys k ${LAST_USE_JOIN} where k.account_id = $1 and k.id = $2`,
      [scope.accountId, key.id],
    )
    return { ...key, lastUse: use ? toLastUse(use) : null, cockpit: await readCockpit(tx, scope, key) }
  })
}
