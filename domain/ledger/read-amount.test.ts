import { describe, expect, test } from 'vitest'
import { readAmount } from './read-amount.ts'

const BOUNDS = { least: 5_000_000_000n, most: 5_000_000_000_000n }
const read = (text: string) => readAmount(text, BOUNDS)

describe('an amount that somebody types', () => {
  test.each([
    ['25', 25_000_000_000n],
    [' 25.50 ', 25_500_000_000n],
    ['$25.5', 25_500_000_000n],
    ['5.00', 5_000_000_000n],
    ['5000', 5_000_000_000_000n],
    ['0025.10', 25_100_000_000n],
    ['25.100', 25_100_000_000n],
  ])('%s is taken exactly', (text, nanos) => {
    expect(read(text)).toEqual({ ok: true, nanos })
  })

  test.each([
    ['0.1 + 0.2', 'no amount'],
    ['NaN', 'no amount'],
    ['Infinity', 'no amount'],
    ['1e309', 'no amount'],
    ['1e2', 'no amount'],
    ['0x20', 'no amount'],
    ['٢٥', 'no amount'],
    ['25.', 'no amount'],
    ['.', 'no amount'],
    ['25.5.0', 'no amount'],
    ['twenty', 'no amount'],
    ['9007199254740993', 'too much'],
    ['-25', 'more than zero'],
    ['−25', 'more than zero'],
    ['25,50', 'without commas'],
    ['1,250.00', 'without commas'],
    ['1.250,00', 'without commas'],
    ['25.505', 'whole cents'],
    ['25.000000001', 'whole cents'],
    ['4.99', 'between $5.00 and $5,000.00'],
    ['5000.01', 'between $5.00 and $5,000.00'],
    ['0', 'between $5.00 and $5,000.00'],
    ['', 'between $5.00 and $5,000.00'],
  ])('%s is refused with a sentence', (text, part) => {
    expect(read(text)).toEqual({ ok: false, problem: expect.stringContaining(part) })
  })
})
