/** The message detail records of the contract (5.3, 5.4), as facts; how they are written is the API's matter. */
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { Encoding } from '#domain/messages/carrier.ts'
import type { Status } from '#domain/messages/status.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { RECEIPT_CODES, type ReceiptCode } from '#domain/webhooks/receipt-codes.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { firstIdAt, fromMessageRef } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { COST } from './message-columns.ts'
import type { MessageFilter } from './message-filter.ts'
import { matchesWithin } from './message-matches.sql.ts'
import { visibleMessages } from './message-visible.sql.ts'
import { reading } from './reading.ts'
import { MOST_READ, stretchOf, walkMessages } from './walk-messages.ts'

export type MessageRecord = {
  id: string
  direction: 'outbound' | 'inbound'
  from: string
  to: string
  body: string
  encoding: Encoding
  numberKind: NumberKind
  priceNanos: bigint
  at: Date
  dlrCallback: string | null
  tag: string | null
  /** Newest first; empty for inbound. */
  receipts: (ReceiptCode & { at: Date })[]
}

type RecordColumns = Omit<MessageRecord, 'receipts'> & { status: Status }

const COLUMNS = `id, direction, status, from_e164 as "from", to_e164 as "to", body, encoding, number_kind as "numberKind",
  ${COST} as "priceNanos", accepted_at as at,
  dlr_callback as "dlrCallback", tag`

/** Throws `not_found` for what is malformed, unknown, a stranger's, of the other kind or of another number, all alike. */
export async function findMessageRecord(scope: Scope, ref: string): Promise<MessageRecord> {
  demand(scope, 'messages.content')
  const id = fromMessageRef(ref)
  if (!id) throw new Refusal('not_found')
  const values: unknown[] = [scope.accountId, id]
  const visible = visibleMessages(scope, (value) => `$${values.push(value)}`)
  return tenantTransaction(scope.accountId, async (tx) => {
    const rows = await tx.query<RecordColumns>(
      `select ${COLUMNS} from messages m where ${['m.account_id = $1', 'm.id = $2', ...visible].join(' and ')}`,
      values,
    )
    const [record] = await withReceipts(tx, scope.accountId, rows)
    if (!record) throw new Refusal('not_found')
    return record
  })
}

export type RecordRange = { start: Date; end: Date; limit: number; offset: number }

/** Newest first, both ends of the range included; one more than `limit` tells that there is a next page. */
export async function listMessageRecords(
  scope: Scope,
  range: RecordRange,
): Promise<{ records: MessageRecord[]; more: boolean }> {
  demand(scope, 'messages.content')
  const [from, until] = [firstIdAt(range.start), firstIdAt(new Date(range.end.getTime() + 1))]
  const values: unknown[] = [scope.accountId, from, until, range.limit + 1, range.offset]
  const visible = visibleMessages(scope, (value) => `$${values.push(value)}`)
  return tenantTransaction(scope.accountId, async (tx) => {
    const rows = await tx.query<RecordColumns>(
      `select ${COLUMNS} from messages m
       where ${['m.account_id = $1', 'm.id >= $2', 'm.id < $3', ...visible].join(' and ')}
       order by m.id desc limit $4 offset $5`,
      values,
    )
    const records = await withReceipts(tx, scope.accountId, rows.slice(0, range.limit))
    return { records, more: rows.length > range.limit }
  })
}

/** The same for a filter, from place to place, `before` not included. It may read its fill before the page is full: `next` goes on. */
export async function findMessageRecords(
  scope: Scope,
  { start, end, limit, filter, before }: Omit<RecordRange, 'offset'> & { filter: MessageFilter; before: string | null },
): Promise<{ records: MessageRecord[]; next: string | null }> {
  demand(scope, 'messages.content')
  const matches = matchesWithin(scope, filter, { from: start, until: new Date(end.getTime() + 1) })
  return reading(scope, async (tx) => {
    const { rows, stop } = await walkMessages<RecordColumns>(tx, {
      ...{ scope, filter, matches },
      stretch: stretchOf(matches, 'older', before),
      wanted: { columns: COLUMNS, limit: limit + 1, mostRead: MOST_READ },
    })
    const page = rows.slice(0, limit)
    const next = rows.length > limit ? (page.at(-1)?.id ?? null) : stop
    return { records: await withReceipts(tx, scope.accountId, page), next }
  })
}

async function withReceipts(tx: Tx, accountId: string, rows: readonly RecordColumns[]): Promise<MessageRecord[]> {
  const events = await tx.query<{ message_id: string; kind: string; at: Date }>(
    {
      name: 'receipt_events',
      text: `select message_id, kind, at from message_events
             where account_id = $1 and message_id = any($2::uuid[]) order by rev desc`,
    },
    [accountId, rows.filter((row) => row.direction === 'outbound').map((row) => row.id)],
  )
  const byMessage = Map.groupBy(events, (event) => event.message_id)
  return rows.map(({ status: _, ...row }) => ({
    ...row,
    receipts: (byMessage.get(row.id) ?? []).flatMap(({ kind, at }) => {
      const code = RECEIPT_CODES[kind.replace('message.', '') as Status]
      return code ? [{ ...code, at }] : []
    }),
  }))
}
