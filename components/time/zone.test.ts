import { expect, test } from 'vitest'
import { clock, day, delta, duration, exactClock, isZone, zoneCity, zoneName } from './zone.ts'

const PACIFIC = 'America/Los_Angeles'

test('a moment is read in the zone that was chosen, to the millisecond', () => {
  expect(exactClock('2026-11-23T18:42:07.014Z', PACIFIC)).toBe('10:42:07.014')
  expect(clock('2026-11-23T18:42:07.014Z', 'UTC')).toBe('18:42:07')
  expect(clock('2026-11-23T08:00:00.000Z', PACIFIC)).toBe('00:00:00')
})

test('days begin at local midnight, also when the clocks change', () => {
  expect(day('2026-11-01T06:59:59.000Z', PACIFIC)).toBe('Saturday, October 31')
  expect(day('2026-11-01T07:00:00.000Z', PACIFIC)).toBe('Sunday, November 1')
  expect(day('2026-11-02T07:59:59.000Z', PACIFIC)).toBe('Sunday, November 1')
  expect(day('2026-11-02T08:00:00.000Z', PACIFIC)).toBe('Monday, November 2')
})

test('zones have the names people use', () => {
  expect(zoneName(PACIFIC)).toBe('Pacific Time')
  expect(zoneName('UTC')).toBe('UTC')
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  expect([isZone('Europe/Berlin'), isZone('Mars/Olympus'), isZone('')]).toEqual([true, false, false])
})

test('what lies between two moments is written as short as it stays true', () => {
  expect(delta('2026-11-23T18:42:07.114Z', '2026-11-23T18:42:07.135Z')).toBe('+0.021 s')
  expect(delta('2026-11-23T18:42:07.114Z', '2026-11-23T18:42:07.100Z')).toBe('+0.000 s')
  expect([1_302, 124_000, 11_520_000, 266_400_000].map(duration)).toEqual([
    '1.3 s',
    '2 min 4 s',
    '3 h 12 min',
    '3 d 2 h',
  ])
})
