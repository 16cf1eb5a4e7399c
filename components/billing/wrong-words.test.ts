import { expect, test } from 'vitest'
import { wrongWords } from './wrong-words.ts'

test('a bill whose faults cancel each other out is never told as a difference of nothing', () => {
  expect(wrongWords(0n, 2)).toBe('2 faults found')
  expect(wrongWords(10_000_000n, 1)).toBe('1 fault, difference $0.010000')
  expect(wrongWords(-1n, 1_200)).toBe('1,200 faults, difference -$0.000000001')
})
