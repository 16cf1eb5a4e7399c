import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { movePort, wrongMoment } from './move-port.ts'
import { missingDetails, numbersOf, type PortOrder } from './order.ts'
import { lockOwnOrder } from './save-details.ts'

/** To the losing carrier, when nothing is missing. Throws `port_incomplete`, `port_number_taken`. */
export async function submitPort(scope: Scope, { id }: { id: string }): Promise<void> {
  demand(scope, 'numbers.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOwnOrder(tx, scope, id)
    if (order.status !== 'documents' && order.status !== 'draft') throw wrongMoment(order)
    const missing = await whatIsMissing(tx, scope.accountId, order)
    if (missing.length > 0) throw new Refusal('port_incomplete', { places: { missing: listed(missing) } })
    await demandElsewhere(tx, scope.accountId, order.id)
    await movePort(tx, scope, order, { to: 'submitted' })
  })
}

/** In words that finish the sentence “it needs …”. */
export async function whatIsMissing(tx: Tx, accountId: string, order: PortOrder): Promise<string[]> {
  const kinds = await tx.query<{ kind: string }>(
    'select distinct kind from port_documents where account_id = $1 and order_id = $2',
    [accountId, order.id],
  )
  const has = (kind: string) => kinds.some((one) => one.kind === kind)
  return [
    ...(missingDetails(order) ? ['the details of the account at the losing carrier'] : []),
    ...(order.loaSignedBy === null && !has('loa') ? ['the letter of authorization, signed'] : []),
    ...(has('invoice') ? [] : ['a recent invoice']),
  ]
}

/** Between the check and now a number may have come here by another way. */
async function demandElsewhere(tx: Tx, accountId: string, id: string): Promise<void> {
  const numbers = await numbersOf(tx, accountId, id)
  const here = await tx.query(
    'select 1 from number_owners where e164 = any($1) union all select 1 from inventory where e164 = any($1) limit 1',
    [numbers],
  )
  if (here.length > 0) throw new Refusal('port_number_taken')
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
