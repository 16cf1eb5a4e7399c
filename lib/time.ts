import { AsyncLocalStorage } from 'node:async_hooks'

const moved = new AsyncLocalStorage<{ at: Date }>()

/** The time of day as every verb reads it. Seeds and tests move it; nothing else asks the clock. */
export function now(): Date {
  return new Date(moved.getStore()?.at ?? Date.now())
}

/** Runs `work` as if it were `at`, so that a seed lives through the past by the product's own verbs. */
export function withClockAt<T>(at: Date, work: () => T): T {
  return moved.run({ at }, work)
}

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
