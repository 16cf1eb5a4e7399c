import { createFairTurns } from '#lib/fair-turns.ts'
import { Refusal } from '#lib/refusals.ts'

/** So many of a process read the feed at a time, whoever they are: the rest of the pool is for everybody else. */
export const inFeedTurn = createFairTurns({ atAll: 2, ofOne: 2 })

/** Lists, sums and counts: each holds a connection for as long as a search may take. By account. */
export const inSearchTurn = createFairTurns({
  atAll: 8,
  ofOne: 4,
  waiting: 100,
  onFull: () => new Refusal('too_many_searches', { retryAfterSeconds: 1 }),
})
