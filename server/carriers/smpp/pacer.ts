/** How late a timer may wake us before the parts it owed are forgotten instead of caught up. */
const CATCH_UP_MS = 20

export type Pacer = {
  /** Whether one part may go at `nowMs`; if so it is counted. `waited` says somebody stood in line for it. */
  take: (nowMs: number, waited: boolean) => boolean
  /** How long until the next one may go. */
  waitMs: (nowMs: number) => number
}

/**
 * Parts per second as due times rather than as a bucket filled by ticks. A timer that wakes late is caught up, so the
 * rate is reached; an idle line earns nothing, so no burst follows a pause.
 */
export function createPacer(ratePerSecond: number): Pacer {
  const intervalMs = 1000 / ratePerSecond
  let dueMs = 0
  return {
    take(nowMs, waited) {
      if (nowMs < dueMs) return false
      dueMs = (waited ? Math.max(dueMs, nowMs - CATCH_UP_MS) : nowMs) + intervalMs
      return true
    },
    waitMs: (nowMs) => Math.max(0, dueMs - nowMs),
  }
}
