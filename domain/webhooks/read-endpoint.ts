import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { demandWhole } from './demand-whole.ts'
import { endpointOf } from './endpoint-of.ts'
import type { EndpointDetail, EndpointUrl } from './endpoint-rows.ts'
import { errorFor } from './last-error.ts'
import { findEndpoints } from './list-endpoints.ts'

/** An account may have one URL in force for each of a hundred thousand numbers. */
const SHOWN_URLS = 50

/** Throws `not_found` for a stranger's as for none. */
export async function readEndpoint(scope: Scope, id: string): Promise<EndpointDetail> {
  demand(scope, 'messages.read')
  demandWhole(scope)
  if (!isId(id)) throw new Refusal('not_found')
  return tenantTransaction(scope.accountId, async (tx) => {
    const [endpoint] = await findEndpoints(tx, scope.accountId, id)
    if (!endpoint) throw new Refusal('not_found')
    const urls = await tx.query<EndpointUrl>(
      `select e164, kind, url from request_urls where account_id = $1 and starts_with(url, $2) order by e164, kind`,
      [scope.accountId, endpoint.address.replace(/ \*$/, '')],
    )
    const there = urls.filter(({ url }) => endpointOf({ url, from: 'account' }).id === endpoint.id)
    const lastError = errorFor(scope, endpoint.lastError)
    return { ...endpoint, lastError, urls: there.slice(0, SHOWN_URLS), urlCount: there.length }
  })
}
