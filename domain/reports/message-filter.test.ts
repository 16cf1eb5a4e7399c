import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MESSAGE_FILTER_NAMES,
  messageQuery,
  NO_MESSAGE_FILTER,
  readMessageFilter,
  readSpan,
  statusesOf,
} from './message-filter.ts'

test('an address says the same once it has been read and written again', () => {
  const value = fc.oneof(
    fc.constantFrom('24h', '7d', 'sent,failed', 'outbound', '2+', '0.004-0.01', '(206) 555-0142', '2026-02-30', 'ucs2'),
    fc.constantFrom(
      '2026-11-24T10:30Z',
      '2026-11-24',
      'live',
      'delivered,sent',
      '019a0000-0000-7000-8000-000000000001',
    ),
    fc.string({ maxLength: 300 }),
  )
  fc.assert(
    fc.property(fc.record(Object.fromEntries(MESSAGE_FILTER_NAMES.map((name) => [name, value]))), (given) => {
      const filter = readMessageFilter(given)
      const again = readMessageFilter(Object.fromEntries(messageQuery(filter)))
      expect({ ...again, range: '' }).toEqual({ ...filter, range: '' })
    }),
  )
})

test('what cannot be meant filters nothing', () => {
  expect(
    readMessageFilter({
      range: '5y',
      since: '2026-02-30',
      until: 'tomorrow',
      status: 'lost',
      from: "+1206' or 1=1",
      key: 'mine',
      parts: '4-2',
      price: '1e309',
      text: 'hi',
      unknown: 'x',
    }),
  ).toEqual(NO_MESSAGE_FILTER)
})

test('numbers are read as people write them, statuses in any order', () => {
  const filter = readMessageFilter({ from: '(206) 555-0142', to: '72345', status: ['sent', 'delivered'] })
  expect(filter).toMatchObject({ from: '+12065550142', to: '72345', status: 'sent,delivered' })
  expect(statusesOf(filter)).toEqual(['sent', 'delivered'])
})

test('a time that is given takes the place of a relative range', () => {
  expect(readMessageFilter({ range: '7d', since: '2026-11-24' })).toMatchObject({ range: '', since: '2026-11-24' })
})

test('spans are one value, from one to another, or from one on', () => {
  expect(readSpan('2')).toEqual({ least: '2', most: '2' })
  expect(readSpan('2-4')).toEqual({ least: '2', most: '4' })
  expect(readSpan('0.01+')).toEqual({ least: '0.01', most: null })
  for (const text of ['', '-2', '2-', '4-2', '2-4-6', '2-4+', 'a']) expect(readSpan(text)).toBeNull()
})
