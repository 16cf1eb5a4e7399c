import { expect, test } from 'vitest'
import { createPacer } from './pacer.ts'

/** Takes all it may at each wake, as a line of waiting parts does. */
function run(ratePerSecond: number, forMs: number, wakeEveryMs: number): number {
  const pacer = createPacer(ratePerSecond)
  let taken = 0
  for (let now = 0; now < forMs; now += wakeEveryMs) while (pacer.take(now, now > 0)) taken++
  return taken
}

test.each([1, 10, 100, 1000, 5000])('a granted %i parts per second is used whole, whatever the timer', (rate) => {
  for (const wakeEveryMs of [0.1, 1.1, 3.7, 15]) {
    const taken = run(rate, 10_000, wakeEveryMs)
    expect(taken).toBeGreaterThan(rate * 10 * 0.98 - 1)
    expect(taken).toBeLessThanOrEqual(rate * 10 + 1)
  }
})

test('no burst follows a quiet time', () => {
  const pacer = createPacer(10)
  expect(pacer.take(0, false)).toBe(true)
  expect(pacer.take(60_000, false)).toBe(true)
  expect(pacer.take(60_001, false)).toBe(false)
  expect(pacer.waitMs(60_001)).toBeCloseTo(99)
})

test('a process that slept does not make up for it at once', () => {
  const pacer = createPacer(1000)
  pacer.take(0, false)
  let burst = 0
  while (pacer.take(90_000, true)) burst++
  expect(burst).toBeLessThanOrEqual(21)
})
