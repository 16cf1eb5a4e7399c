import { expect, test } from 'vitest'
import { anniversary, monthsDue, nextAnniversary } from './charge-days.ts'

const at = (day: string) => new Date(`${day}T09:30:00.000Z`)

test.each([
  ['2027-01-31', ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']],
  ['2028-01-31', ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']],
  ['2027-11-30', ['2027-12-30', '2028-01-30', '2028-02-29', '2028-03-30']],
  ['2026-12-15', ['2027-01-15', '2027-02-15', '2027-03-15', '2027-04-15']],
])('a number of %s is charged on its day, and on the last of a shorter month', (bought, days) => {
  expect([1, 2, 3, 4].map((month) => anniversary(at(bought), month))).toEqual(days.map(at))
  let day = at(bought)
  for (const next of days) {
    day = nextAnniversary(at(bought), day)
    expect(day).toEqual(at(next))
  }
})

test('a number of the leap day is charged on 28 February in other years, and on the 29th again in the next leap year', () => {
  expect(anniversary(at('2028-02-29'), 12)).toEqual(at('2029-02-28'))
  expect(anniversary(at('2028-02-29'), 48)).toEqual(at('2032-02-29'))
})

test('every month that has begun is due, and none before its hour', () => {
  const from = at('2027-01-31')
  const due = monthsDue(from, at('2027-02-28'), at('2027-04-30'))
  expect(due).toEqual(['2027-02-28', '2027-03-31', '2027-04-30'].map(at))
  expect(monthsDue(from, at('2027-02-28'), new Date(at('2027-02-28').getTime() - 1))).toEqual([])
})
