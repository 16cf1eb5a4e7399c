import { expect, test } from 'vitest'
import { type DaySpend, forecastMonth } from './forecast-month.ts'
import { addDays, weekdayOf } from './written-days.ts'

const NO_DUE = { nanos: 0n, numbers: 0 }
/** Seven on a Monday, one on any other day, from the first until today. */
function spendFrom(first: string, count: number): DaySpend[] {
  return Array.from({ length: count }, (_, nth) => addDays(first, nth)).map((day) => ({
    day,
    nanos: weekdayOf(day) === 1 ? 7n : 1n,
    fees: 0n,
  }))
}

test('each day that is left costs what its weekday came to, and today at least that', () => {
  // November 24, 2026 is a Tuesday; a Monday and five other days are left after it.
  const days = [...spendFrom('2026-10-27', 28), { day: '2026-11-24', nanos: 0n, fees: 0n }]
  const known = { today: '2026-11-24', since: '2026-10-27', days, due: NO_DUE }
  expect(forecastMonth({ ...known, nanos: 100n })).toMatchObject({ nanos: 100n + 1n + 5n + 7n, days: 28 })
  const dear = [...days.slice(0, -1), { day: '2026-11-24', nanos: 50n, fees: 0n }]
  expect(forecastMonth({ ...known, days: dear, nanos: 150n })?.nanos).toBe(150n + 5n + 7n)
})

test('monthly fees are added when they fall due and are no habit of a weekday', () => {
  const days = spendFrom('2026-10-27', 28).map((one) => ({ ...one, nanos: one.nanos + 1_000n, fees: 1_000n }))
  const due = { nanos: 3_000n, numbers: 3 }
  const forecast = forecastMonth({ today: '2026-11-24', since: '2026-10-27', days, nanos: 0n, due })
  expect(forecast?.nanos).toBe(1n + 5n + 7n + 3_000n)
})

test('a young account is judged by the days it has, and one without a whole day not at all', () => {
  const known = { today: '2026-11-24', days: spendFrom('2026-11-23', 1), nanos: 7n, due: NO_DUE }
  expect(forecastMonth({ ...known, since: '2026-11-24' })).toBeNull()
  expect(forecastMonth({ ...known, since: '2026-11-23' })).toMatchObject({ nanos: 7n + 7n * 7n, dayNanos: 7n, days: 1 })
})
