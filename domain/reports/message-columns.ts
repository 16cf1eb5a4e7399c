/** One place that turns a database row into a `MessageRow`. */
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { Encoding } from '#domain/messages/carrier.ts'
import type { Status } from '#domain/messages/status.ts'
import { toMessageRef } from '#lib/ids.ts'
import type { MessageRow } from './message-rows.ts'

/** What a message costs or did cost. One that ended without the carrier taking it had its hold given back: it cost nothing. */
export const COST =
  "case when m.direction = 'outbound' and m.final_at is not null and m.sent_at is null then 0 else m.price_nanos end"

export const ROW_COLUMNS = `m.id, m.rev, m.accepted_at, m.direction, m.status, m.from_e164, m.to_e164, m.parts, m.encoding,
  ${COST} as price_nanos, m.body, m.error_code, m.error_reason, m.tag, m.key_id, m.link_id, m.is_test`

export type RowColumns = {
  id: string
  rev: number
  accepted_at: Date
  direction: 'outbound' | 'inbound'
  status: Status
  from_e164: string
  to_e164: string
  parts: number
  encoding: Encoding
  price_nanos: bigint
  body: string
  error_code: string | null
  error_reason: string | null
  tag: string | null
  key_id: string | null
  link_id: string | null
  is_test: boolean
}

export function toMessageRow(scope: Scope, row: RowColumns): MessageRow {
  return {
    id: toMessageRef(row.id),
    rev: row.rev,
    at: row.accepted_at.toISOString(),
    direction: row.direction,
    status: row.status,
    from: row.from_e164,
    to: row.to_e164,
    parts: row.parts,
    encoding: row.encoding,
    priceNanos: row.price_nanos.toString(),
    body: may(scope, 'messages.content') ? row.body : null,
    errorCode: row.error_code,
    errorReason: row.error_reason,
    tag: row.tag,
    keyId: row.key_id,
    carrierId: row.link_id,
    isTest: row.is_test,
  }
}
