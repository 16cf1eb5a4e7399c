/**
 * How it goes at an endpoint, and its circuit. It opens after ten failures in a row: then nothing goes out but a probe now and then, and
 * events wait without losing tries. One success closes it.
 */
import { probePause, type Schedule } from './schedule.ts'

export const FAILURES_TO_OPEN = 10

export type Health = {
  /** Counts on with failed probes alone once the circuit is open: what was under way then says nothing new. */
  failuresInRow: number
  failingSince: Date | null
  /** Nothing goes out before it: the circuit is open, or the receiver asked for a pause. */
  openUntil: Date | null
  mailed: number
  lastSuccessAt: Date | null
  lastFailureAt: Date | null
  lastStatus: number | null
  lastError: string | null
}

export type Outcome = {
  ok: boolean
  isProbe: boolean
  startedAt: Date
  statusCode: number | null
  error: string | null
  retryAfterMs: number | null
}

/** `outcomes` in the order in which they came. */
export function healthAfter(known: Health, outcomes: readonly Outcome[], schedule: Schedule, at: Date): Health {
  let health = known
  for (const outcome of outcomes) {
    const said = { lastStatus: outcome.statusCode, lastError: outcome.error }
    health = { ...health, ...said, ...(outcome.ok ? succeeded(health, at) : failed(health, outcome, schedule, at)) }
  }
  return health
}

function succeeded({ failuresInRow, openUntil }: Health, at: Date): Partial<Health> {
  const isOpen = failuresInRow >= FAILURES_TO_OPEN
  return {
    failuresInRow: 0,
    failingSince: null,
    mailed: 0,
    lastSuccessAt: at,
    // A pause that the receiver asked for stays.
    openUntil: isOpen ? null : openUntil,
  }
}

function failed(health: Health, outcome: Outcome, schedule: Schedule, at: Date): Partial<Health> {
  const wasOpen = health.failuresInRow >= FAILURES_TO_OPEN
  const failuresInRow = health.failuresInRow + (wasOpen && !outcome.isProbe ? 0 : 1)
  const opens = failuresInRow > health.failuresInRow && failuresInRow >= FAILURES_TO_OPEN
  const pauseMs = Math.max(
    opens ? probePause(schedule, failuresInRow - FAILURES_TO_OPEN) : 0,
    outcome.retryAfterMs ?? 0,
  )
  const until = new Date(at.getTime() + pauseMs)
  const isLater = pauseMs > 0 && (outcome.isProbe || health.openUntil === null || until > health.openUntil)
  return {
    failuresInRow,
    failingSince: health.failingSince ?? outcome.startedAt,
    lastFailureAt: at,
    openUntil: isLater ? until : health.openUntil,
  }
}
