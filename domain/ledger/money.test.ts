import { expect, test } from 'vitest'
import { formatNanos, parseDollars } from './money.ts'

test.each([
  [4_000_000n, 4, '$0.0040'],
  [0n, 4, '$0.0000'],
  [184_206_500_000n, 4, '$184.2065'],
  [1_234_567_891_234_567n, 2, '$1,234,567.89'],
  [-12_500_000n, 4, '-$0.0125'],
  [-1n, 2, '$0.00'],
  [999_999_999n, 0, '$1'],
])('%s nanodollars with %s decimals read %s', (nanos, decimals, text) =>
  expect(formatNanos(nanos, decimals)).toBe(text),
)

test('an amount is read to the nanodollar or not at all', () => {
  expect(parseDollars('25.50')).toBe(25_500_000_000n)
  expect(parseDollars('0.000000001')).toBe(1n)
  for (const wrong of ['', '1e9', '-1', '1,000', '0.0000000001', ' ']) expect(parseDollars(wrong)).toBeNull()
})
