/** One place that turns a row of the database into an `AuditRow`, and a filter into its condition. */
import type { AuditFilter } from './audit-filter.ts'
import type { AuditRow, Fields } from './audit-rows.ts'

export const AUDIT_COLUMNS = 'seq, at, actor_kind, actor_id, actor_name, action, object, before, after, origin'

/** `audit_hash` over the row as it stands under the given seq. */
export const hashOf = (row: string, seq = `${row}.seq`, previous = `${row}.previous_hash`) =>
  `audit_hash(${previous}, ${row}.account_id, ${seq}, ${row}.at, ${row}.actor_kind, ${row}.actor_id, ${row}.actor_name,
    ${row}.action, ${row}.object, ${row}.before, ${row}.after, ${row}.origin)`

export type AuditColumns = {
  seq: bigint
  at: Date
  actor_kind: AuditRow['actor']['kind']
  actor_id: string
  actor_name: string
  action: string
  object: string
  before: Fields | null
  after: Fields | null
  origin: { role: string | null; address: string | null; agent: string | null } | null
}

export function toAuditRow(row: AuditColumns): AuditRow {
  return {
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    role: row.origin?.role ?? null,
    address: row.origin?.address ?? null,
    agent: row.origin?.agent ?? null,
    action: row.action,
    object: row.object,
    before: row.before,
    after: row.after,
  }
}

/**
 * Takes $1 to $7, see `matchValues`. Days are days of a zone, also when they have 23 hours. A part of an object's name is looked
 * for in the account's own rows: a rare one costs a walk over all of them.
 */
export const MATCHES = `account_id = $1
  and ($2 = '' or actor_id = $2)
  and ($3 = '' or action = $3 or starts_with(action, $3 || '.'))
  and ($4 = '' or position(lower($4) in lower(object)) > 0)
  and ($5 = '' or at >= nullif($5, '')::date::timestamp at time zone $7)
  and ($6 = '' or at < (nullif($6, '')::date + 1)::timestamp at time zone $7)`

export function matchValues(accountId: string, filter: AuditFilter, zone: string): string[] {
  return [accountId, filter.actor, filter.event, filter.object, filter.from, filter.to, zone]
}
