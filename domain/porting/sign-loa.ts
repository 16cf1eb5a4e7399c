import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { appendEvent } from './append-event.ts'
import { movePort, wrongMoment } from './move-port.ts'
import type { PortOrder } from './order.ts'
import { lockOwnOrder } from './save-details.ts'

/**
 * A typed signature under the letter of authorization: by a person, with the moment and the address it came from. A letter that was
 * refused is signed anew and sent again with it.
 */
export async function signLoa(scope: Scope, { id, typedName }: { id: string; typedName: string }): Promise<void> {
  demand(scope, 'numbers.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOwnOrder(tx, scope, id)
    const isRefused = order.status === 'exception' && order.exceptionReason === 'loa_unreadable'
    if (order.status !== 'documents' && !isRefused) throw wrongMoment(order)
    await sign(tx, scope, order, typedName)
    if (isRefused) await movePort(tx, scope, order, { to: 'submitted' })
  })
}

/** Throws `invalid` for another name than the authorised person's. The order is locked. */
export async function sign(tx: Tx, scope: Scope, order: PortOrder, typedName: string): Promise<void> {
  if (scope.actor.kind === 'key')
    throw new Refusal('not_allowed', { places: { need: 'A person signs, in the portal.' } })
  const name = typedName.trim().replace(/\s+/g, ' ')
  const expected = order.authorisedPerson ?? ''
  if (name.toLowerCase() !== expected.toLowerCase())
    throw new Refusal('invalid', { fields: { typed_name: [`Type the name of the authorised person: ${expected}`] } })
  await tx.query(
    'update port_orders set loa_signed_by = $3, loa_signed_at = $4, loa_signed_from = $5 where account_id = $1 and id = $2',
    [scope.accountId, order.id, expected, now(), scope.origin.address],
  )
  await appendEvent(tx, scope, order.id, { kind: 'signed', note: expected })
  await appendAudit(tx, scope, {
    action: 'port_order.signed',
    object: `port order ${order.id}`,
    before: null,
    after: { name: expected },
  })
}
