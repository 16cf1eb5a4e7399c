import { expect, test } from 'vitest'
import { kindsOf, readSpendLine } from './spend-line.ts'

test('a line of what was spent says its rate to the nanodollar', () => {
  expect(readSpendLine('settle|toll_free|us|5500001|300')).toEqual({
    kind: 'settle',
    numberKind: 'toll_free',
    destination: 'us',
    partNanos: 5_500_001n,
    surchargeNanos: 300n,
  })
  expect(readSpendLine('credit|||0|0')).toMatchObject({ kind: 'credit', numberKind: '', destination: '' })
  expect(() => readSpendLine('tip|longcode|us|1|0')).toThrow('no line')
})

test('the fees of numbers are spend, and money that comes in is none', () => {
  expect(kindsOf('numbers')).toEqual(['setup', 'monthly'])
  expect(kindsOf('funding')).toEqual(['credit', 'debit'])
})
