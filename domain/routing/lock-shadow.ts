import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { demandPlace } from './demand-place.ts'
import type { UrlPlace } from './write-request-url.ts'

export type Shadow = UrlPlace & { id: string; url: string; endedAt: Date | null }

/** Throws `not_found`, also where it is of a number that the scope does not reach. */
export async function lockShadow(tx: Tx, scope: Scope, id: string): Promise<Shadow> {
  if (!isId(id)) throw new Refusal('not_found')
  const [shadow] = await tx.query<Shadow>(
    `select id, e164, kind, url, ended_at as "endedAt" from url_shadows where account_id = $1 and id = $2 for no key update`,
    [scope.accountId, id],
  )
  if (!shadow) throw new Refusal('not_found')
  demandPlace(scope, shadow.e164)
  return shadow
}
