/** The shapes the portal shows of exports and their schedules. Types and constants, so that client components may lean on them. */
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import type { ExportColumn, ExportFormat, NumberForm } from './export-columns.ts'

/** Rows that a page may download at once; more is a job. */
export const MOST_AT_ONCE = 10_000
/** Of one account: jobs that are written at the same time, and those that may wait behind them. */
export const MOST_RUNNING = 2
export const MOST_WAITING = 10
export const MOST_SCHEDULES = 10
/** A file can be had for this many days. */
export const KEPT_DAYS = 7

export type ExportState = 'waiting' | 'running' | 'done' | 'canceled' | 'failed'

export type ExportRow = {
  id: string
  filter: MessageFilter
  filterZone: string
  format: ExportFormat
  columns: ExportColumn[]
  zone: string
  numbers: NumberForm
  askedBy: string
  askedByName: string
  askedAt: Date
  scheduleId: string | null
  day: string | null
  state: ExportState
  hasContent: boolean
  beganAt: Date | null
  endedAt: Date | null
  endedBy: string | null
  problem: string | null
  firstAt: Date | null
  position: string | null
  rows: bigint
  contentBytes: bigint
  storedBytes: bigint
  /** Hexadecimal. */
  sha256: string | null
  expiresAt: Date | null
}

export type ExportPart = {
  number: number
  rows: bigint
  snapshotAt: Date
  contentBytes: bigint
  storedBytes: bigint
  sha256: string
}

export type ExportDetail = ExportRow & { parts: ExportPart[] }

export type ScheduleRow = {
  id: string
  name: string
  filter: MessageFilter
  format: ExportFormat
  columns: ExportColumn[]
  numbers: NumberForm
  madeByName: string
  madeAt: Date
  nextDay: string
  dueAt: Date | null
  pausedAt: Date | null
  problem: string | null
  last: Pick<ExportRow, 'id' | 'day' | 'state' | 'rows'> | null
}
