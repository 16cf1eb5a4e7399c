import { MINUTE_MS } from '#lib/time.ts'
import { endOfDay } from '#lib/zoned-day.ts'

/** What was accepted in the last second of a day may be committed in the first of the next. */
const AFTER_MIDNIGHT_MS = 5 * MINUTE_MS

/** When the export of a day may begin: a little after the day has ended where the account lives, be it one of 23 or 25 hours. */
export function dueAfter(day: string, zone: string): Date {
  return new Date(endOfDay(day, zone).getTime() + 1 + AFTER_MIDNIGHT_MS)
}

export function nextDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}
