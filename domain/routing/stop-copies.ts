import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { endShadow } from './claim-copies.ts'
import { lockShadow } from './lock-shadow.ts'

/** No more copies for this candidate. One that has ended already is left as it is. */
export async function stopCopies(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'routing.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    const shadow = await lockShadow(tx, scope, id)
    if (shadow.endedAt !== null) return
    await endShadow(tx, scope.accountId, id, 'stopped')
    await appendAudit(tx, scope, {
      action: 'url_shadow.stopped',
      object: `${shadow.kind}${shadow.e164 === '' ? '' : ` of ${shadow.e164}`}`,
      before: { url: shadow.url },
      after: null,
    })
  })
}
