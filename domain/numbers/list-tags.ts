import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'

/** Of an account with more tagged numbers, those of the first are enough to choose from. */
const LOOKED_AT = 10_000

/** The tags of the account's numbers, the most used first. */
export async function listTags(scope: Scope): Promise<string[]> {
  demand(scope, 'numbers.read')
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ tag: string }>(
      `select t.tag from (select tags from numbers where account_id = $1 and tags <> '{}' limit ${LOOKED_AT}) n, unnest(n.tags) as t (tag)
       group by t.tag order by count(*) desc, t.tag limit 100`,
      [scope.accountId],
    ),
  )
  return rows.map(({ tag }) => tag)
}
