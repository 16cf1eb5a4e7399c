import { demand } from '#domain/access/permissions.ts'
import type { Actor, Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { demandPlace } from './demand-place.ts'
import { URL_KINDS, type UrlKind } from './effective-url.ts'

export type UrlVersion = {
  kind: UrlKind
  version: number
  /** Null: it was removed. */
  url: string | null
  at: Date
  actorKind: Actor['kind']
  actorName: string
  /** The version that it repeats. */
  fromVersion: number | null
}

const NEWEST_OF_EACH_KIND = 50

/** What was set for the account (`e164` '') or one number, of every kind, newest first. */
export async function listUrlVersions(scope: Scope, e164: string): Promise<UrlVersion[]> {
  demand(scope, 'numbers.read')
  demandPlace(scope, e164)
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<UrlVersion>(
      `select v.kind, v.version, v.url, v.at, v.actor_kind as "actorKind", v.actor_name as "actorName",
         v.from_version as "fromVersion"
       from unnest($3::text[]) as k (kind)
       cross join lateral (
         select * from request_url_versions where account_id = $1 and e164 = $2 and kind = k.kind
         order by version desc limit ${NEWEST_OF_EACH_KIND}) v
       order by v.kind, v.version desc`,
      [scope.accountId, e164, URL_KINDS],
    ),
  )
}
