import { expect, test } from 'vitest'
import { formatPrice, formatTotal } from './money.ts'

test('a sum has two decimals, and a small one as many as it takes to be seen', () => {
  expect(formatTotal('42147500000')).toBe('$42.15')
  expect(formatTotal(-42_147_500_000n)).toBe('-$42.15')
  expect(formatTotal('1000000000')).toBe('$1.00')
  expect(formatTotal('149000000')).toBe('$0.1490')
  expect(formatTotal('0')).toBe('$0.00')
})

test('what costs nothing is free', () => {
  expect(formatPrice('0')).toBe('free')
  expect(formatPrice('4000000')).toBe('$0.0040')
})
