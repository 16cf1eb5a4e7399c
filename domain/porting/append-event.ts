import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Status } from './status.ts'

export type EventKind =
  | 'moved'
  | 'commented'
  | 'details'
  | 'document'
  | 'signed'
  | 'numbers'
  | 'loop_test'
  | 'overdue'
  | 'active'

export type NewEvent = { kind: EventKind; from?: Status | null; to?: Status; note?: string | null }

/** One row of the order's timeline. The order is locked: its rows are counted without a gap. */
export async function appendEvent(tx: Tx, scope: Scope, orderId: string, event: NewEvent): Promise<void> {
  const { actor, accountId } = scope
  await tx.query(
    `with counted as (
       update port_orders set last_seq = last_seq + 1 where account_id = $1 and id = $2 returning last_seq)
     insert into port_events (account_id, order_id, seq, at, kind, from_status, to_status, actor_kind, actor_name, note)
     select $1, $2, last_seq, $3, $4, $5, $6, $7, $8, $9 from counted`,
    [
      accountId,
      orderId,
      now(),
      event.kind,
      event.from ?? null,
      event.to ?? null,
      actor.kind,
      actor.name,
      event.note ?? null,
    ],
  )
}
