import { expect, test } from 'vitest'
import { isWithin, parseRange } from './address-range.ts'

test('an address or a range is kept in one spelling, v4 and v6', () => {
  const spellings = {
    '203.0.113.7': '203.0.113.7/32',
    ' 203.0.113.0/24 ': '203.0.113.0/24',
    '203.0.113.99/24': '203.0.113.0/24',
    '2001:DB8::1': '2001:db8::1/128',
    '2001:db8:ffff::/32': '2001:db8::/32',
    '0.0.0.0/0': '0.0.0.0/0',
  }
  for (const [written, kept] of Object.entries(spellings)) expect(parseRange(written), written).toBe(kept)
})

test('what is no address is no range, however close it comes', () => {
  for (const text of [
    '',
    'localhost',
    '10.1',
    '0x7f.0.0.1',
    '203.0.113.256',
    '203.0.113.0/33',
    '::/129',
    '1.2.3.4/24/8',
    '1.2.3.4/-1',
    'fe80::1%eth0',
    '1.2.3.4/ 8',
  ])
    expect(parseRange(text), text).toBeNull()
})

test('an address is let in by its range, also when a v6 socket writes it, and by no other', () => {
  const ranges = ['203.0.113.0/24', '2001:db8::/32']
  for (const inside of ['203.0.113.7', '::ffff:203.0.113.7', '2001:db8:1::7'])
    expect(isWithin(inside, ranges), inside).toBe(true)
  for (const outside of ['203.0.114.7', '2001:db9::1', '', 'unknown', null])
    expect(isWithin(outside, ranges)).toBe(false)
  expect(isWithin('203.0.113.7', [])).toBe(false)
})
