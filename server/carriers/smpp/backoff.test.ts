import { expect, test } from 'vitest'
import { reconnectDelayMs } from './backoff.ts'

test('a lost line is tried again within a quarter second, and never less than twice a minute', () => {
  expect(reconnectDelayMs('lost', 1, 0)).toBe(250)
  expect(reconnectDelayMs('lost', 3, 0)).toBe(1000)
  expect(reconnectDelayMs('lost', 1000, 0)).toBe(30_000)
})

test('a wrong password is not hammered: the tries thin out to one in five minutes', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 99].map((attempt) => reconnectDelayMs('refused', attempt, 0))).toEqual([
    5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
  ])
})

test('links that fell together do not come back in the same instant', () => {
  expect(reconnectDelayMs('lost', 1, 0.999)).toBeLessThan(190)
})
