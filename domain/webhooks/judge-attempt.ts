/** What becomes of an event after a try. Pure; docs/operating.md has the table. */
import type { DeliveryStatus, HeldWhy } from './delivery.ts'
import { pauseAfter, type Schedule } from './schedule.ts'

export type Tried = {
  /** Null when no whole answer came. */
  statusCode: number | null
  /** Tries of this round, this one among them. */
  tries: number
  retryAfterMs: number | null
  /** The URL came with the one message. */
  isOfMessage: boolean
}

export type Verdict = { status: DeliveryStatus; heldWhy: HeldWhy | null; dueAt: Date | null }

export const GONE = 410

export function isSuccess(statusCode: number | null): boolean {
  return statusCode !== null && statusCode >= 200 && statusCode < 300
}

export function judgeAttempt(tried: Tried, schedule: Schedule, { at, chance }: { at: Date; chance: number }): Verdict {
  const { statusCode, tries, retryAfterMs, isOfMessage } = tried
  if (isSuccess(statusCode)) return { status: 'delivered', heldWhy: null, dueAt: null }
  if (statusCode === GONE)
    return isOfMessage
      ? { status: 'failed', heldWhy: null, dueAt: null }
      : { status: 'held', heldWhy: 'endpoint_disabled', dueAt: null }
  const pauseMs = pauseAfter(schedule, { tries, retryAfterMs, chance })
  return pauseMs === null
    ? { status: 'failed', heldWhy: null, dueAt: null }
    : { status: 'pending', heldWhy: null, dueAt: new Date(at.getTime() + pauseMs) }
}
