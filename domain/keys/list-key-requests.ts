import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { findKey } from './key.ts'

export type KeyRequest = {
  id: string
  at: Date
  /** Which secret came with it; 0: a wrong one. */
  generation: number
  method: string
  path: string
  status: number
  code: string
  durationMs: number
  address: string
  agent: string
}

const COLUMNS = 'id, at, generation, method, path, status, code, duration_ms as "durationMs", address, agent'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Newest first, a keyset: pass `olderThan` of one page for the next. Kept for eight days; throws `not_found`. */
export async function listKeyRequests(
  scope: Scope,
  input: { id: string; olderThan?: string; limit: number },
): Promise<{ requests: KeyRequest[]; olderThan: string | null }> {
  demand(scope, 'keys.read')
  const limit = Math.min(Math.max(1, input.limit), 200)
  const before = input.olderThan && UUID.test(input.olderThan) ? input.olderThan : LAST_ID
  return tenantTransaction(scope.accountId, async (tx) => {
    const key = await findKey(tx, scope.accountId, input.id)
    const rows = await tx.query<KeyRequest>(
      `select ${COLUMNS} from key_requests where account_id = $1 and key_id = $2 and id < $3 order by id desc limit $4`,
      [scope.accountId, key.id, before, limit + 1],
    )
    const requests = rows.slice(0, limit)
    return { requests, olderThan: rows.length > limit ? (requests.at(-1)?.id ?? null) : null }
  })
}
