import { createFairTurns } from '#lib/fair-turns.ts'
import { Refusal } from '#lib/refusals.ts'
import { MOST_RUNNING, MOST_WAITING } from './export-rows.ts'

/** Downloads at once hold a connection and their rows. By account; throws `too_many_exports`. */
export const inDirectPlace = createFairTurns({
  atAll: 4,
  ofOne: MOST_RUNNING,
  waiting: MOST_WAITING,
  onFull: () =>
    new Refusal('too_many_exports', { places: { running: String(MOST_RUNNING), waiting: String(MOST_WAITING) } }),
})
