import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type MessageFilter, readMessageFilter } from '#domain/reports/message-filter.ts'

/** A filter that was stored before another way to filter was added knows nothing of it. */
export function withWholeFilter<T extends { filter: MessageFilter }>(row: T): T {
  return { ...row, filter: readMessageFilter(row.filter) }
}

/** Of whoever may not see content: nor the words that others look for. They find nothing, as whoever may not search them. */
const HIDDEN_WORDS = '•••'

/** What a scope sees of it. */
export function shownTo<T extends { filter: MessageFilter }>(scope: Scope, row: T): T {
  const whole = withWholeFilter(row)
  if (whole.filter.text === '' || may(scope, 'messages.content')) return whole
  return { ...whole, filter: { ...whole.filter, text: HIDDEN_WORDS } }
}

/** An `ExportRow` of `exports e`. */
export const EXPORT_ROW = `e.id, e.filter, e.filter_zone as "filterZone", e.format, e.columns, e.zone, e.numbers, e.asked_by as "askedBy",
  e.asked_by_name as "askedByName", e.asked_at as "askedAt", e.schedule_id as "scheduleId", e.day::text, e.state,
  e.has_content as "hasContent", e.began_at as "beganAt", e.ended_at as "endedAt", e.ended_by as "endedBy", e.problem, e.first_at as "firstAt", e.position, e.rows,
  e.content_bytes as "contentBytes", e.stored_bytes as "storedBytes", encode(e.sha256, 'hex') as sha256, e.expires_at as "expiresAt"`
