import { expect, test } from 'vitest'
import { dayOf, endOfDay } from './zoned-day.ts'

test.each([
  ['2027-03-31', 'UTC', '2027-03-31T23:59:59.999Z'],
  ['2027-03-31', 'America/Los_Angeles', '2027-04-01T06:59:59.999Z'],
  // The clocks go forward and back on these days.
  ['2027-03-14', 'America/Los_Angeles', '2027-03-15T06:59:59.999Z'],
  ['2027-11-07', 'America/Los_Angeles', '2027-11-08T07:59:59.999Z'],
  ['2027-03-31', 'Pacific/Kiritimati', '2027-03-31T09:59:59.999Z'],
  ['2027-03-31', 'Pacific/Pago_Pago', '2027-04-01T10:59:59.999Z'],
])('%s in %s ends at %s', (day, zone, end) => {
  expect(endOfDay(day, zone).toISOString()).toBe(end)
  expect(dayOf(endOfDay(day, zone), zone)).toBe(day)
})

test.each(['', '2027-02-30', '31.03.2027', '2027-3-1', 'tomorrow'])('%j is no day', (text) => {
  expect(endOfDay(text, 'UTC').getTime()).toBeNaN()
})
