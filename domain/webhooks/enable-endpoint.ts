import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { demandPlace } from '#domain/routing/demand-place.ts'
import { tenantTransaction } from '#lib/db.ts'
import { nudge } from '#lib/nudges.ts'
import { lockEndpoint } from './lock-endpoint.ts'

/**
 * Events go there again, from new ones on; those that were held meanwhile wait to be recovered. Of an endpoint that is not disabled, its
 * circuit is closed: what waits for it is tried now.
 */
export async function enableEndpoint(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'routing.manage')
  demandPlace(scope, '')
  await tenantTransaction(scope.accountId, async (tx) => {
    const { address, state, disabledWhy, failuresInRow } = await lockEndpoint(tx, scope.accountId, id)
    if (state === 'active' && failuresInRow === 0) return
    await tx.query(
      `update endpoints set state = 'active', disabled_why = null, disabled_at = null, failing_since = null, failures_in_row = 0,
         open_until = null, mailed = 0
       where account_id = $1 and id = $2`,
      [scope.accountId, id],
    )
    const before = { state, disabled_why: disabledWhy, failures_in_row: failuresInRow }
    const after = { state: 'active', disabled_why: null, failures_in_row: 0 }
    await appendAudit(tx, scope, { action: 'endpoint.enabled', object: address, before, after })
  })
  nudge('work')
}
