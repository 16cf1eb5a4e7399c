import { expect, test } from 'vitest'
import { readNumbers } from './read-numbers.ts'

const read = (text: string) =>
  readNumbers(text).map(({ written, parsed }) => (parsed.ok ? parsed.e164 : `? ${written}`))

test('many numbers are understood in any spelling, each once', () => {
  expect(read('(206) 555-0142\n206.555.0143, +1 206 555 0144;12065550145\t1-206-555-0142')).toEqual([
    '+12065550142',
    '+12065550143',
    '+12065550144',
    '+12065550145',
  ])
  expect(read('2065550142 2065550143')).toEqual(['+12065550142', '+12065550143'])
  expect(read('206 555 0142  206 555 0143 / 206 555 0144')).toHaveLength(3)
})

test('what is no number is kept as it was written, so that nobody thinks it is coming along', () => {
  expect(read('main line\n206 555 014\n\n  \n+44 20 7183 8750')).toEqual([
    '? main line',
    '? 206 555 014',
    '? +44 20 7183 8750',
  ])
  expect(read('')).toEqual([])
})
