import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { demandOwnPlace, demandPlace } from './demand-place.ts'
import { type UrlPlace, writeRequestUrl } from './write-request-url.ts'

/** `version`: the one to say again; `seenVersion`: the newest that the person saw. */
export type Rollback = UrlPlace & { version: number; seenVersion?: number }

/** Says again what an earlier version said, also that there was none. In force from the next message on, on every process. */
export async function rollBackUrl(scope: Scope, { version, ...input }: Rollback): Promise<string | null> {
  demand(scope, 'routing.manage')
  demandPlace(scope, input.e164)
  // Beyond what the column holds, and therefore nobody's.
  if (!Number.isInteger(version) || version < 1 || version > 2_147_483_647) throw new Refusal('not_found')
  return tenantTransaction(scope.accountId, async (tx) => {
    await demandOwnPlace(tx, scope, input.e164)
    const [found] = await tx.query<{ url: string | null }>(
      'select url from request_url_versions where account_id = $1 and e164 = $2 and kind = $3 and version = $4',
      [scope.accountId, input.e164, input.kind, version],
    )
    if (!found) throw new Refusal('not_found')
    await writeRequestUrl(tx, scope, { ...input, url: found.url, fromVersion: version })
    return found.url
  })
}
