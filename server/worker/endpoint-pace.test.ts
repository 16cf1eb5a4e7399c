import { describe, expect, test } from 'vitest'
import { EndpointPace, MOST_AT_ONCE, type Outcome, START_AT_ONCE } from './endpoint-pace.ts'

const OK: Outcome = { ok: true, statusCode: 200, durationMs: 20 }
const FAILED: Outcome = { ok: false, statusCode: 500, durationMs: 20 }
const BUSY: Outcome = { ok: false, statusCode: 429, durationMs: 20 }
const T0 = 1_000_000

/** Fills every place, `ms` apart from the next round, and ends each as told. Returns how many went out. */
function play(
  pace: EndpointPace,
  outcome: Outcome,
  { rounds, at = T0, ms = 20 }: { rounds: number; at?: number; ms?: number },
) {
  let sent = 0
  for (let round = 0; round < rounds; round += 1) {
    const now = at + round * ms
    const ones = Array.from({ length: pace.room(now) }, () => pace.begin(now))
    sent += ones.length
    for (const one of ones) pace.end(one, now + ms, outcome)
  }
  return sent
}

describe('how many at once', () => {
  test('begins with few, grows with success, and never past the most', () => {
    const pace = new EndpointPace()
    expect(pace.room(T0)).toBe(START_AT_ONCE)
    play(pace, OK, { rounds: 1 })
    expect(pace.room(T0)).toBe(2 * START_AT_ONCE)
    play(pace, OK, { rounds: 30 })
    expect(pace.room(T0)).toBe(MOST_AT_ONCE)
  })

  test('is half after one failure, one after some, and never none', () => {
    const pace = new EndpointPace()
    play(pace, OK, { rounds: 30 })
    const one = pace.begin(T0)
    pace.end(one, T0, FAILED)
    expect(pace.room(T0)).toBe(MOST_AT_ONCE / 2)
    play(pace, FAILED, { rounds: 10 })
    expect(pace.room(T0)).toBe(1)
  })

  test('grows slowly where it was too much before', () => {
    const pace = new EndpointPace()
    play(pace, OK, { rounds: 3 })
    const one = pace.begin(T0)
    pace.end(one, T0, FAILED)
    const before = pace.room(T0)
    play(pace, OK, { rounds: 1 })
    expect(pace.room(T0) - before).toBeLessThanOrEqual(1)
  })

  test('stays within the limit that somebody set, below the engine’s own or above', () => {
    const pace = new EndpointPace()
    pace.setLimits({ maxAtOnce: 2, maxPerSecond: null })
    play(pace, OK, { rounds: 50 })
    expect(pace.room(T0)).toBe(2)
    pace.setLimits({ maxAtOnce: 100, maxPerSecond: null })
    play(pace, OK, { rounds: 50 })
    expect(pace.room(T0)).toBe(100)
  })
})

describe('how many a second', () => {
  test('a limit set by somebody is kept over ten seconds, to the event', () => {
    const pace = new EndpointPace()
    pace.setLimits({ maxAtOnce: null, maxPerSecond: 5 })
    expect(play(pace, OK, { rounds: 500, ms: 20 })).toBeLessThanOrEqual(55)
    expect(play(pace, OK, { rounds: 500, ms: 20, at: T0 + 10_000 })).toBeGreaterThanOrEqual(45)
  })

  test.each([429, 502, 503, 504])(
    'an endpoint that answers %i is sent less a second; with success it is sent more again',
    (statusCode) => {
      const pace = new EndpointPace()
      const before = play(pace, OK, { rounds: 100 })
      const one = pace.begin(T0 + 2_000)
      pace.end(one, T0 + 2_000, { ...BUSY, statusCode })
      const after = play(pace, OK, { rounds: 50, at: T0 + 2_020 })
      expect(after).toBeLessThan(before / 2)
      play(pace, OK, { rounds: 2_000, at: T0 + 4_000 })
      expect(play(pace, OK, { rounds: 100, at: T0 + 100_000 })).toBeGreaterThan(after)
    },
  )

  test('a failure of another kind does not limit it', () => {
    const pace = new EndpointPace()
    play(pace, OK, { rounds: 10 })
    pace.end(pace.begin(T0 + 1_000), T0 + 1_000, FAILED)
    expect(play(pace, OK, { rounds: 50, at: T0 + 1_020 })).toBeGreaterThan(1_000)
  })

  test('a clock that goes back stops nothing', () => {
    const pace = new EndpointPace()
    pace.setLimits({ maxAtOnce: null, maxPerSecond: 10 })
    play(pace, OK, { rounds: 10 })
    expect(play(pace, OK, { rounds: 100, at: T0 - 60_000 })).toBeGreaterThan(10)
  })
})

describe('trouble', () => {
  test('is new, well after a success, troubled after a failure', () => {
    const pace = new EndpointPace()
    expect(pace.state(T0)).toBe('new')
    play(pace, OK, { rounds: 1 })
    expect(pace.state(T0)).toBe('well')
    play(pace, FAILED, { rounds: 1 })
    expect(pace.state(T0)).toBe('troubled')
  })

  test('is seen in one that does not answer, before it has failed', () => {
    const pace = new EndpointPace()
    play(pace, OK, { rounds: 1 })
    const one = pace.begin(T0 + 1_000)
    expect(pace.state(T0 + 2_500)).toBe('well')
    expect(pace.state(T0 + 3_500)).toBe('troubled')
    pace.end(one, T0 + 3_600, OK)
    expect(pace.state(T0 + 3_600)).toBe('well')
  })
})
