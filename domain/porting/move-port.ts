/**
 * The only writer of an order's status: asks the table of moves, writes row, event and audit row, and tells people. All in the
 * caller's transaction, on an order that is locked.
 */
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { appendEvent } from './append-event.ts'
import type { ExceptionReason } from './exceptions.ts'
import { isOperator, type PortOrder } from './order.ts'
import { tellOfMove } from './port-letters.ts'
import { isClosed, moverOf, type Status } from './status.ts'

export type PortMove = { to: Status; note?: string | null; reason?: ExceptionReason; focDate?: string }

/** Throws `port_wrong_moment` when the table has no such move, `not_allowed` when it is not the actor's, `port_number_taken`. */
export async function movePort(tx: Tx, scope: Scope, order: PortOrder, move: PortMove): Promise<PortOrder> {
  const { to, note = null } = move
  const from = order.status
  const mover = moverOf(from, to)
  if (mover === null) throw wrongMoment(order)
  if (mover === 'operator' && !isOperator(scope))
    throw new Refusal('not_allowed', { places: { need: 'Only the operator of this system does.' } })
  const at = now()
  const moved: PortOrder = {
    ...order,
    status: to,
    exceptionReason: to === 'exception' ? (move.reason ?? 'other') : null,
    exceptionAt: to === 'exception' ? at : order.exceptionAt,
    // A date that fell with an exception is no date.
    focDate: to === 'exception' || to === 'submitted' ? null : (move.focDate ?? order.focDate),
    submittedAt: to === 'submitted' ? at : order.submittedAt,
    voicePortedAt: to === 'voice_ported' ? at : order.voicePortedAt,
    closedAt: isClosed(to) ? at : null,
  }
  await write(tx, scope.accountId, moved)
  await keepNumbers(tx, scope.accountId, moved)
  await appendEvent(tx, scope, order.id, { kind: 'moved', from, to, note })
  await appendAudit(tx, scope, {
    action: 'port_order.moved',
    object: `port order ${order.id}`,
    before: { status: from },
    after: {
      status: to,
      ...(moved.exceptionReason ? { reason: moved.exceptionReason } : {}),
      ...(moved.focDate ? { foc_date: moved.focDate } : {}),
    },
  })
  await tellOfMove(tx, scope.accountId, moved, note)
  return moved
}

export function wrongMoment({ status }: PortOrder): Refusal {
  return new Refusal('port_wrong_moment', { places: { status: status.replace('_', ' ') } })
}

async function write(tx: Tx, accountId: string, order: PortOrder): Promise<void> {
  await tx.query(
    `update port_orders set status = $3, exception_reason = $4, exception_at = $5, foc_date = $6, submitted_at = $7,
       voice_ported_at = $8, closed_at = $9 where account_id = $1 and id = $2`,
    [
      accountId,
      order.id,
      order.status,
      order.exceptionReason,
      order.exceptionAt,
      order.focDate,
      order.submittedAt,
      order.voicePortedAt,
      order.closedAt,
    ],
  )
}

/**
 * From the day on which the losing carrier agreed until its end an order keeps its numbers to itself (a unique index), over all accounts.
 * Not before: anybody can claim a number, and a claim may not keep its owner from porting it.
 */
async function keepNumbers(tx: Tx, accountId: string, { id, status }: PortOrder): Promise<void> {
  try {
    await tx.query(
      'update port_numbers set is_under_way = $3 where account_id = $1 and order_id = $2 and is_under_way <> $3',
      [accountId, id, status === 'foc_confirmed' || status === 'voice_ported'],
    )
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === '23505') throw new Refusal('port_number_taken')
    throw fault
  }
}
