import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import type { RequestUrl } from './effective-url.ts'

/** Every URL of the account; `e164` '' is the account's default. */
export async function readRequestUrls(scope: Scope): Promise<RequestUrl[]> {
  demand(scope, 'numbers.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<RequestUrl>('select e164, kind, url from request_urls where account_id = $1 order by e164, kind', [
      scope.accountId,
    ]),
  )
}
