/** When an event is tried again: two schedules to choose from, an account's setting. Pure: who asks brings the clock and the chance. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/time.ts'

export const SCHEDULES = ['long', 'contract'] as const
export type Schedule = (typeof SCHEDULES)[number]

/** After each failed try but the last. */
const PAUSES_MS: Record<Schedule, readonly number[]> = {
  long: [
    10 * SECOND_MS,
    MINUTE_MS,
    5 * MINUTE_MS,
    15 * MINUTE_MS,
    HOUR_MS,
    4 * HOUR_MS,
    12 * HOUR_MS,
    22 * HOUR_MS,
    30 * HOUR_MS,
  ],
  // 4 tries, 30 s apart, to the second (contract 6.1).
  contract: [30 * SECOND_MS, 30 * SECOND_MS, 30 * SECOND_MS],
}

/** Upwards alone: an event is never tried earlier than is said here. */
const MOST_JITTER: Record<Schedule, number> = { long: 0.1, contract: 0 }

/** An event that was due for so long, and never had its turn since the circuit of its endpoint is open, is given up. */
export const WHOLE_TIME_MS: Record<Schedule, number> = { long: 3.5 * DAY_MS, contract: 2 * MINUTE_MS }

/** A receiver may ask for more time than the schedule gives, up to this. */
export const MOST_RETRY_AFTER_MS = HOUR_MS

export const SCHEDULE_WORDS: Record<Schedule, string> = {
  long: '10 times over about three days',
  contract: '4 times, 30 seconds apart',
}

export function triesOf(schedule: Schedule): number {
  return PAUSES_MS[schedule].length + 1
}

/**
 * How long to wait after the try that made it `tries`, null when it was the last. `retryAfterMs` is what the receiver asked for, and
 * `chance` between 0 and 1.
 */
export function pauseAfter(
  schedule: Schedule,
  { tries, retryAfterMs, chance }: { tries: number; retryAfterMs: number | null; chance: number },
): number | null {
  const pause = PAUSES_MS[schedule][tries - 1]
  if (pause === undefined) return null
  return Math.max(Math.round(pause * (1 + MOST_JITTER[schedule] * chance)), retryAfterMs ?? 0)
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/

/** `Retry-After` in seconds or as a date (RFC 9110 10.2.3), at most an hour; null when it says nothing that can be read. */
export function readRetryAfter(header: string | undefined, at: Date): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,15}$/.test(text)) return Math.min(Number(text) * SECOND_MS, MOST_RETRY_AFTER_MS)
  if (!HTTP_DATE.test(text)) return null
  const ms = new Date(text).getTime() - at.getTime()
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MOST_RETRY_AFTER_MS)
}

/** Of the circuit of an endpoint: how long until the next probe, after this many that failed. */
export function probePause(schedule: Schedule, failedProbes: number): number {
  const first = 30 * SECOND_MS
  return schedule === 'contract' ? first : Math.min(first * 2 ** failedProbes, 10 * MINUTE_MS)
}
