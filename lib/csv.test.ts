import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('quotes, commas and line breaks stay inside their cell', () => {
  expect(csvLine(['a "b"', 'c,d', 'e\nf', null, 12])).toBe('"a ""b""","c,d","e\nf",,12\r\n')
})

test('a spreadsheet is given no formula, whichever way it begins', () => {
  for (const begin of ['=', '+', '-', '@', '\t', '\r', '＝', "'"]) {
    const cell = csvLine([`${begin}1+1`])
      .replaceAll('"', '')
      .trimEnd()
    expect(cell.startsWith("'"), begin).toBe(true)
  }
  expect(csvLine(['1+1', '😀'])).toBe('1+1,😀\r\n')
})
