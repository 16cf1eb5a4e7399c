import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { endShadow } from './claim-copies.ts'
import { demandOwnPlace } from './demand-place.ts'
import { lockShadow, type Shadow } from './lock-shadow.ts'
import { writeRequestUrl } from './write-request-url.ts'

/** The candidate becomes the URL, from the next message on, and gets no more copies. */
export async function adoptCandidate(scope: Scope, input: { id: string; seenVersion?: number }): Promise<Shadow> {
  demand(scope, 'routing.manage')
  return tenantTransaction(scope.accountId, async (tx) => {
    const shadow = await lockShadow(tx, scope, input.id)
    const { e164, kind, url } = shadow
    await demandOwnPlace(tx, scope, e164)
    const { seenVersion } = input
    await writeRequestUrl(tx, scope, { e164, kind, url, ...(seenVersion === undefined ? {} : { seenVersion }) })
    await endShadow(tx, scope.accountId, shadow.id, 'adopted')
    return shadow
  })
}
