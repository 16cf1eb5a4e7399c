import { demand } from '#domain/access/permissions.ts'
import { reachesNumber, type Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { findOrder, numbersOf } from './order.ts'
import { writeLoa } from './write-loa.ts'

/** The letter as it stands now: to sign, or signed by name. Throws `not_found`. */
export async function readLoa(scope: Scope, id: string): Promise<Buffer> {
  demand(scope, 'numbers.manage')
  const { order, numbers } = await tenantTransaction(scope.accountId, async (tx) => {
    const order = await findOrder(tx, scope.accountId, id)
    return { order, numbers: await numbersOf(tx, scope.accountId, order.id) }
  })
  if (!numbers.every((e164) => reachesNumber(scope, e164))) throw new Refusal('not_found')
  return writeLoa(order, numbers)
}
