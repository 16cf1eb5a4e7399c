import { expect, test } from 'vitest'
import { digitsOf, lettersOf, spellWith } from './letters.ts'
import { rateCenterOf } from './rate-center.ts'
import { nextPrefix } from './stock-where.sql.ts'

test('letters are the keys they stand on, however they are written', () => {
  expect([digitsOf('1-206-PIZZA'), digitsOf('flowers'), digitsOf('(555) 0142'), digitsOf('é!')]).toEqual([
    '120674992',
    '3569377',
    '5550142',
    '',
  ])
  expect([lettersOf('1-206-Pizza'), lettersOf('206')]).toEqual(['PIZZA', null])
})

test('a found number is spelled with the letters that were looked for, and the word is never cut', () => {
  expect(spellWith('+12067499201', 'PIZZA')).toBe('1-206-PIZZA-01')
  expect(spellWith('+18003569377', 'FLOWERS')).toBe('1-800-FLOWERS')
  expect(spellWith('+12065574992', 'PIZZA')).toBe('1-206-55-PIZZA')
  expect(spellWith('+12065550142', 'PIZZA')).toBeNull()
})

test('the same place always has the same short name', () => {
  expect(['Seattle', 'Hasbrouck Hts', 'St. Louis', 'Montréal', '?'].map(rateCenterOf)).toEqual([
    'seattle',
    'hsbrckhts',
    'stlouis',
    'montreal',
    null,
  ])
})

test('what begins with some digits ends before the next that do not', () => {
  expect(['1206', '1299', '1999', '9'].map(nextPrefix)).toEqual(['1207', '13', '2', null])
})
