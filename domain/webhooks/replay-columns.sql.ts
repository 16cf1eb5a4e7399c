import { iso } from './delivery-columns.sql.ts'
import { readDeliveryFilter } from './delivery-filter.ts'
import type { ReplayRow } from './replay-rows.ts'

export const REPLAY_COLUMNS = `id, filter, per_second as "perSecond", state, total::float8 as total, queued::float8 as queued,
  skipped::float8 as skipped, ${iso('started_at')} as "startedAt", started_by as "startedBy", ${iso('ended_at')} as "endedAt",
  ended_by as "endedBy"`

export type ReplayColumns = Omit<ReplayRow, 'filter'> & { filter: Record<string, string> }

export function toReplayRow<T extends ReplayColumns>(row: T): T & ReplayRow {
  return { ...row, filter: readDeliveryFilter(row.filter) }
}
