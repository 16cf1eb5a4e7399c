/** Everything known of one message, for the person who has to explain it. */
import { demand, may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { errorFor } from '#domain/webhooks/last-error.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { fromMessageRef, isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { ROW_COLUMNS, type RowColumns, toMessageRow } from './message-columns.ts'
import type { Delivery, MessageDetail, PartExchange, Posting, TimelineEvent } from './message-rows.ts'

type DetailColumns = RowColumns & { part_nanos: bigint; key_name: string | null; link_name: string | null }

/** `id` is a UUID or an `mdr2-` reference. Throws `not_found` for a stranger's as for none. */
export async function readMessageDetail(scope: Scope, id: string): Promise<MessageDetail> {
  demand(scope, 'messages.read')
  const messageId = fromMessageRef(id) ?? (isId(id) ? id : null)
  if (!messageId) throw new Refusal('not_found')
  const key = [scope.accountId, messageId]
  return tenantTransaction(scope.accountId, async (tx) => {
    const [row] = await tx.query<DetailColumns>(
      `select ${ROW_COLUMNS}, m.part_nanos + m.surcharge_nanos as part_nanos, k.name as key_name, l.name as link_name from messages m
       left join api_keys k on k.account_id = m.account_id and k.id = m.key_id
       left join links l on l.id = m.link_id
       where m.account_id = $1 and m.id = $2`,
      key,
    )
    if (!row) throw new Refusal('not_found')
    const head = toMessageRow(scope, row)
    return {
      ...head,
      ref: head.id,
      partNanos: row.part_nanos.toString(),
      keyName: row.key_name,
      linkName: row.link_name,
      events: await tx.query<TimelineEvent>(EVENTS, key),
      exchanges: await readExchanges(tx, scope, key),
      deliveries: await readDeliveries(tx, scope, key),
      postings: await tx.query<Posting>(POSTINGS, key),
    }
  })
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const EVENTS = `select kind, ${iso('at')} as at, detail from message_events
  where account_id = $1 and message_id = $2 order by rev`

const EXCHANGES = `select p.number, l.name as "linkName", p.carrier_message_id as "carrierMessageId", p.sequence::text,
    p.command_status::text as "commandStatus", ${iso('p.submitted_at')} as "submittedAt", ${iso('p.answered_at')} as "answeredAt",
    p.outcome, p.outcome_reason as "outcomeReason", p.receipt_state as "receiptState", p.receipt_error as "receiptError",
    ${iso('p.receipt_at')} as "receiptAt", p.receipt_raw as "receiptRaw"
  from message_parts p left join links l on l.id = p.link_id
  where p.account_id = $1 and p.message_id = $2 order by p.number`

const POSTINGS = `select id, kind, source, destination, amount_nanos::text as "amountNanos", reason, ${iso('at')} as at,
    is_test as "isTest"
  from ledger_postings where account_id = $1 and message_id = $2 order by at, kind`

const DELIVERIES = `select d.id, d.kind, d.url, d.status, d.held_why as "heldWhy", d.body, ${iso('d.created_at')} as "createdAt",
    case when d.status = 'pending' then ${iso('d.due_at')} end as "nextAttemptAt",
    coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'at', ${iso('a.at')}, 'durationMs', a.duration_ms,
        'statusCode', a.status_code, 'error', a.error, 'answer', a.answer) order by a.number)
      from delivery_attempts a where a.account_id = d.account_id and a.delivery_id = d.id), '[]') as attempts
  from deliveries d where d.account_id = $1 and d.message_id = $2 order by d.created_at, d.id`

/** A raw receipt repeats the beginning of the text. */
async function readExchanges(tx: Tx, scope: Scope, key: readonly string[]): Promise<PartExchange[]> {
  const exchanges = await tx.query<PartExchange>(EXCHANGES, key)
  return may(scope, 'messages.content') ? exchanges : exchanges.map((one) => ({ ...one, receiptRaw: null }))
}

/** A role that may not see content sees it neither in a web hook's body nor in what the receiver says to it, which may repeat it. */
async function readDeliveries(tx: Tx, scope: Scope, key: readonly string[]): Promise<Delivery[]> {
  const deliveries = await tx.query<Delivery>(DELIVERIES, key)
  if (may(scope, 'messages.content')) return deliveries
  return deliveries.map((one) => ({
    ...one,
    body: null,
    attempts: one.attempts.map((attempt) => ({ ...attempt, answer: null, error: errorFor(scope, attempt.error) })),
  }))
}
