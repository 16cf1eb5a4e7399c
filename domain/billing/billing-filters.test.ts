import { expect, test } from 'vitest'
import { entryQuery, filterOfLine, isOfFilter, minutesOf, readEntryFilter } from './entry-filter.ts'
import { readSpendView, spendQuery } from './spend-view.ts'
import { addMonths } from './written-days.ts'

test('what cannot be meant is not asked for', () => {
  const asked = { kind: 'settle,tip,hold', number: '12', rate: '1e9', key: "' or 1=1", since: '2026-02-30', type: 'x' }
  expect(Object.fromEntries(entryQuery(readEntryFilter(asked)))).toEqual({ kind: 'settle' })
  expect(readSpendView({ range: 'ever', by: 'second', stack: ['number'], since: '20' })).toEqual(readSpendView({}))
})

test('a line, a bar and a view say the same in an address as they do in a filter', () => {
  const line = {
    kind: 'settle',
    numberKind: 'toll_free',
    destination: 'us',
    partNanos: 5_500_000n,
    surchargeNanos: 3n,
  } as const
  const filter = readEntryFilter(Object.fromEntries(entryQuery(filterOfLine(line))))
  expect(isOfFilter(filter, line)).toBe(true)
  expect(isOfFilter(filter, { ...line, surchargeNanos: 4n })).toBe(false)
  expect(minutesOf(new Date('2026-11-01T07:00:00Z'), new Date('2026-11-02T08:00:00Z'))).toEqual({
    since: '2026-11-01T07:00Z',
    until: '2026-11-02T07:59Z',
  })
  const view = readSpendView({ since: '2026-03-09', until: '2026-03-01', by: 'hour', stack: 'rate', measure: 'parts' })
  expect(view).toMatchObject({ since: '2026-03-01', until: '2026-03-09' })
  expect(readSpendView(Object.fromEntries(spendQuery(view)))).toEqual(view)
})

test('a month before the last of March is the last of February', () => {
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  expect(addMonths('2026-01-31', -11)).toBe('2025-02-28')
  expect(addMonths('2026-12-01', 1)).toBe('2027-01-01')
})
