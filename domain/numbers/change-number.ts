import { demand } from '#domain/access/permissions.ts'
import { isTest, type Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { readAlias, readTags } from './number-settings.ts'
import { writeSettings } from './write-settings.ts'

/** Names a number and tags it; what is not given stays. `alias` '' and `tags` '' take them away. Throws `not_found`, `invalid`. */
export async function changeNumber(
  scope: Scope,
  input: { e164: string; alias?: string; tags?: string },
): Promise<void> {
  demand(scope, 'numbers.manage')
  if (isTest(scope)) throw new Refusal('test_key_buys_nothing')
  const { e164, alias, tags } = input
  const change = {
    ...(alias === undefined ? {} : { alias: readAlias(alias) }),
    ...(tags === undefined ? {} : { tags: readTags(tags) }),
  }
  await tenantTransaction(scope.accountId, (tx) => writeSettings(tx, scope, e164, change))
}
