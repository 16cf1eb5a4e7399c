import { isTest, numberLimit, reachesNumber, type Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'

/**
 * Whether this scope reaches the account's default (`e164` '') or this number. A test key reaches neither: live messages go where
 * these URLs say. Throws `not_found`, `key_number_not_allowed`, `test_key_routes_nothing`.
 */
export function demandPlace(scope: Scope, e164: string): void {
  if (isTest(scope)) throw new Refusal('test_key_routes_nothing')
  if (e164 !== '' && !reachesNumber(scope, e164)) throw new Refusal('not_found')
  if (e164 === '' && numberLimit(scope))
    throw new Refusal('key_number_not_allowed', { places: { number: 'the account as a whole' } })
}

/** And whether the number is on the account at all. */
export async function demandOwnPlace(tx: Tx, { accountId }: Scope, e164: string): Promise<void> {
  if (e164 === '') return
  const own = await tx.query('select 1 from numbers where account_id = $1 and e164 = $2', [accountId, e164])
  if (own.length === 0) throw new Refusal('not_found')
}
