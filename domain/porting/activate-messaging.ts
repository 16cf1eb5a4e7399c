import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { enableNumber } from '#domain/numbers/enable-number.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { appendEvent } from './append-event.ts'
import { movePort, wrongMoment } from './move-port.ts'
import { demandOperator, lockOrder, type PortOrder } from './order.ts'
import { tellOfNumber } from './port-letters.ts'

/** Text works on this number from now on; with the last one its order is done. False when it did already. The order is locked. */
export async function activateMessaging(
  tx: Tx,
  scope: Scope,
  order: PortOrder,
  e164: string,
  how: string,
): Promise<boolean> {
  const { accountId } = scope
  const activated = await tx.query(
    `update port_numbers set messaging = 'active', messaging_active_at = $4, test_due_at = null
     where account_id = $1 and order_id = $2 and e164 = $3 and messaging in ('porting', 'overdue') returning 1`,
    [accountId, order.id, e164, now()],
  )
  if (activated.length === 0) return false
  await enableNumber(tx, accountId, e164)
  await appendEvent(tx, scope, order.id, { kind: 'active', note: `${e164}: ${how}` })
  await appendAudit(tx, scope, {
    action: 'port_number.activated',
    object: e164,
    before: { messaging: 'porting' },
    after: { messaging: 'enabled', port_order: order.id, how },
  })
  await tellOfNumber(tx, accountId, order, e164, how)
  const waiting = await tx.query(
    "select 1 from port_numbers where account_id = $1 and order_id = $2 and messaging <> 'active' limit 1",
    [accountId, order.id],
  )
  if (waiting.length === 0 && order.status === 'voice_ported') await movePort(tx, scope, order, { to: 'done' })
  return true
}

/** The operator has it from the carrier that text works: of one number, or of all of the order. */
export async function confirmMessaging(
  scope: Scope,
  { id, e164 = null }: { id: string; e164?: string | null },
): Promise<void> {
  demandOperator(scope)
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOrder(tx, scope.accountId, id)
    if (order.status !== 'voice_ported') throw wrongMoment(order)
    const numbers = await tx.query<{ e164: string }>(
      "select e164 from port_numbers where account_id = $1 and order_id = $2 and messaging <> 'active' and ($3::text is null or e164 = $3)",
      [scope.accountId, order.id, e164],
    )
    if (numbers.length === 0) throw new Refusal('not_found')
    for (const one of numbers) await activateMessaging(tx, scope, order, one.e164, 'confirmed by the operator')
  })
}
