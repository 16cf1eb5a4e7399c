import { createPacer } from './pacer.ts'

/** What may stand in line for the rate, so that the wire is not idle while the caller fetches more. */
const LINE_MS = 50
/** Of a window, for the same reason. */
const LINE_SHARE = 0.5
const PAUSE = { firstMs: 250, longestMs: 30_000 } as const

export type Admission = 'admitted' | 'shut'

export type Gate = {
  readonly free: number
  /** Resolves in order of asking; `shut` when the link is down, closing, or asked to pause meanwhile. */
  enter: () => Promise<Admission>
  /** The part's answer came, or never will. */
  leave: () => void
  open: () => void
  shut: () => void
  /** The carrier said "not now" to a part that left at `sentAtMs`. Returns how long the line rests. */
  throttled: (sentAtMs: number) => number
  /** The carrier took a part that left at `sentAtMs`. */
  taken: (sentAtMs: number) => void
  whenFree: () => Promise<void>
  /** Lets everybody who waits for `free` look again, for instance because there will be no more. */
  wake: () => void
}

/**
 * Where parts wait for the window and the rate. While the carrier asks for a pause nobody waits here: those in line
 * are sent back unsent, because a part in memory is a part whose lease runs out.
 */
export function createGate({ window, ratePerSecond }: { window: number; ratePerSecond: number }): Gate {
  const pacer = createPacer(ratePerSecond)
  const lineLimit = Math.max(1, Math.ceil((ratePerSecond * LINE_MS) / 1000))
  const lineAhead = Math.ceil(window * LINE_SHARE)
  const line: Array<(admission: Admission) => void> = []
  let listeners: Array<() => void> = []
  let isOpen = false
  let inFlight = 0
  let pauseMs = 0
  let pausedUntilMs = 0
  let rateTimer: NodeJS.Timeout | null = null
  let pauseTimer: NodeJS.Timeout | null = null

  function free(): number {
    if (!isOpen || pauseTimer !== null) return 0
    return Math.max(0, Math.min(window - inFlight + lineAhead, lineLimit) - line.length)
  }

  function wake(): void {
    const woken = listeners
    listeners = []
    for (const listener of woken) listener()
  }

  function pump(waited: boolean): void {
    while (line.length > 0 && inFlight < window && pacer.take(performance.now(), waited)) {
      inFlight++
      line.shift()?.('admitted')
    }
    if (line.length > 0 && inFlight < window && rateTimer === null) {
      rateTimer = setTimeout(
        () => {
          rateTimer = null
          pump(true)
        },
        Math.ceil(pacer.waitMs(performance.now())),
      )
    }
    if (listeners.length > 0 && free() > 0) wake()
  }

  function sendBack(): void {
    if (rateTimer !== null) clearTimeout(rateTimer)
    rateTimer = null
    for (const waiting of line.splice(0)) waiting('shut')
  }

  function endPause(): void {
    if (pauseTimer !== null) clearTimeout(pauseTimer)
    pauseTimer = null
  }

  return {
    get free() {
      return free()
    },
    enter() {
      if (!isOpen || pauseTimer !== null) return Promise.resolve('shut')
      const { promise, resolve } = Promise.withResolvers<Admission>()
      line.push(resolve)
      pump(rateTimer !== null)
      return promise
    },
    leave() {
      inFlight--
      pump(true)
    },
    open() {
      isOpen = true
      wake()
    },
    shut() {
      isOpen = false
      endPause()
      sendBack()
    },
    throttled(sentAtMs) {
      const nowMs = performance.now()
      // A whole window may be refused at once: only what left after the last pause makes the next one longer.
      if (sentAtMs >= pausedUntilMs) {
        pauseMs = Math.min(PAUSE.longestMs, pauseMs === 0 ? PAUSE.firstMs : pauseMs * 2)
        pausedUntilMs = nowMs + pauseMs
        endPause()
        pauseTimer = setTimeout(() => {
          pauseTimer = null
          // Timers count whole milliseconds and may be early by a part of one: what leaves now leaves after the pause.
          pausedUntilMs = Math.min(pausedUntilMs, performance.now())
          wake()
        }, pauseMs)
        sendBack()
      }
      return Math.max(1, Math.ceil(pausedUntilMs - nowMs))
    },
    taken(sentAtMs) {
      if (sentAtMs >= pausedUntilMs) pauseMs = 0
    },
    whenFree() {
      if (free() > 0) return Promise.resolve()
      const { promise, resolve } = Promise.withResolvers<void>()
      listeners.push(resolve)
      return promise
    },
    wake,
  }
}
