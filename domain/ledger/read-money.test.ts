import { describe, expect, test } from 'vitest'
import { readMoney } from './read-money.ts'

describe('an amount is read exactly', () => {
  test.each([
    ['0', 0n],
    ['25', 25_000_000_000n],
    ['25.50', 25_500_000_000n],
    [' $ 25.5 ', 25_500_000_000n],
    ['0.3', 300_000_000n],
    ['0.000000001', 1n],
    ['0025.10', 25_100_000_000n],
    // As a float these would be 999999999.9999999 and 4503599.627370497.
    ['999999999.999999999', 999_999_999_999_999_999n],
    ['4503599.627370497', 4_503_599_627_370_497n],
    ['9007199.254740993', 9_007_199_254_740_993n],
  ])('%s', (text, nanos) => {
    expect(readMoney(text)).toEqual({ nanos })
    expect(readMoney(`-${text.trim().replace(/^\$\s*/, '')}`, { signed: true })).toEqual({ nanos: -nanos })
  })
})

describe('what is no amount is refused with a sentence that says why', () => {
  test.each([
    ['', 'Write an amount'],
    ['   ', 'Write an amount'],
    ['$', 'Write an amount'],
    ['0.1 + 0.2', 'no amount'],
    ['0.30000000000000004', 'nothing is rounded'],
    ['0.0000000001', 'nothing is rounded'],
    ['NaN', 'no amount'],
    ['Infinity', 'no amount'],
    ['null', 'no amount'],
    ['1e309', 'no amount'],
    ['1e2', 'no amount'],
    ['0x20', 'no amount'],
    ['25.', 'no amount'],
    ['.5', 'no amount'],
    ['25.5.0', 'no amount'],
    ['--5', 'without a minus'],
    ['-5', 'without a minus'],
    ['−5', 'without a minus'],
    ['(5)', 'no amount'],
    ['5 USD', 'no amount'],
    ['9007199254740993', 'too much'],
    ['9223372036.854775808', 'too much'],
    ['1000000000', 'too much'],
    ['25,50', 'without commas'],
    ['1,250.00', 'without commas'],
    ['1.250,00', 'without commas'],
    ['1 250,00', 'without commas'],
    ['1 250.00', 'without spaces'],
    ['1\u00a0250', 'without spaces'],
    ['1’250.00', 'without spaces'],
    ['２５', 'digits 0 to 9'],
    ['٢٥', 'digits 0 to 9'],
    ['٢٥٫٥', 'digits 0 to 9'],
    ['२५.५०', 'digits 0 to 9'],
  ])('%j', (text, part) => {
    expect(readMoney(text)).toEqual({ problem: expect.stringContaining(part) })
  })

  test('a sign is read once, where one is asked for', () => {
    for (const text of ['--5', '-', '- -5', '+5', '5-', '-$-5'])
      expect(readMoney(text, { signed: true })).toEqual({ problem: expect.any(String) })
    expect(readMoney('−0.0125', { signed: true })).toEqual({ nanos: -12_500_000n })
  })

  test.each(['9', ',', ' ', '.', '٢', "1'"])('a megabyte of %j costs no time', (piece) => {
    const started = performance.now()
    expect(readMoney(piece.repeat(1_048_576))).toEqual({ problem: expect.stringContaining('longer than 40') })
    expect(readMoney(`${piece.repeat(1_048_576)}x`)).toEqual({ problem: expect.stringContaining('longer than 40') })
    expect(performance.now() - started).toBeLessThan(500)
  })
})
