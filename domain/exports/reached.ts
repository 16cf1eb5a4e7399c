import { timeOfId } from '#lib/ids.ts'
import type { ExportRow } from './export-rows.ts'

/** How far a running export is: the moment of the last row, and its share of the time from the first row to the asking. */
export function reachedShare({ position, firstAt, askedAt }: Pick<ExportRow, 'position' | 'firstAt' | 'askedAt'>): {
  share: number | null
  at: Date | null
} {
  const at = position === null ? null : timeOfId(position)
  if (!at || !firstAt) return { share: null, at }
  const whole = askedAt.getTime() - firstAt.getTime()
  return { share: whole <= 0 ? null : Math.min(1, Math.max(0, (at.getTime() - firstAt.getTime()) / whole)), at }
}
