import { expect, test } from 'vitest'
import { canonicalCarrierId, carrierIdCandidates } from './carrier-id.ts'

test.each([
  ['6A3F09', '0006a3f09'],
  ['6a3f09', '6962953'],
  ['6962953', '6A3F09'],
  ['0000000012', '12'],
  ['abc-XYZ', 'ABC-xyz'],
])('an answer with id %s is found by a receipt that writes %s', (answered, receipt) => {
  expect(carrierIdCandidates(receipt)).toContain(canonicalCarrierId(answered))
})

test('the form as written comes first, so that 10 means 10 before it means 16', () => {
  expect(carrierIdCandidates('10')).toEqual(['10', 'a', '16'])
})
