import fc from 'fast-check'
import { expect, test } from 'vitest'
import { septets } from '#lib/gsm7.ts'
import { segment } from './segments.ts'

const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abc €[]~é\n'), maxLength: 800 }),
  fc.string({ unit: fc.constantFrom('a', '€', '“', 'é', '🎉', '👩‍👩‍👧'), maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

test('the parts joined are exactly the text, whatever was typed', () => {
  fc.assert(fc.property(anyText, (text) => segment(text).parts.join('') === text))
})

test('no part is longer than a phone can take', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { encoding, parts } = segment(text)
      const limit = encoding === 'gsm7' ? (parts.length > 1 ? 153 : 160) : parts.length > 1 ? 67 : 70
      for (const part of parts) expect(encoding === 'gsm7' ? septets(part) : part.length).toBeLessThanOrEqual(limit)
    }),
  )
})

test('nobody pays for a part that was not needed', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { encoding, parts, units } = segment(text)
      const [alone, each] = encoding === 'gsm7' ? [160, 153] : [70, 67]
      // A character of two units that does not fit leaves one unit empty, never more.
      expect(parts.length).toBeLessThanOrEqual(units <= alone ? 1 : Math.ceil(units / (each - 1)))
    }),
  )
})

test('an emoji is never cut in half', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '🎉', 'é'), maxLength: 400 }), (text) => {
      for (const part of segment(text).parts) expect(part.isWellFormed()).toBe(true)
    }),
  )
})

test.each([
  ['an empty text', '', 'gsm7', 1, 0],
  ['160 letters', 'a'.repeat(160), 'gsm7', 1, 160],
  ['161 letters', 'a'.repeat(161), 'gsm7', 2, 161],
  ['306 letters', 'a'.repeat(306), 'gsm7', 2, 306],
  ['307 letters', 'a'.repeat(307), 'gsm7', 3, 307],
  ['80 euro signs', '€'.repeat(80), 'gsm7', 1, 160],
  ['81 euro signs', '€'.repeat(81), 'gsm7', 2, 162],
  ['70 Cyrillic letters', 'ж'.repeat(70), 'ucs2', 1, 70],
  ['71 Cyrillic letters', 'ж'.repeat(71), 'ucs2', 2, 71],
  ['35 emoji', '🎉'.repeat(35), 'ucs2', 1, 70],
  ['36 emoji', '🎉'.repeat(36), 'ucs2', 2, 72],
] as const)('%s are counted as carriers count them', (_, text, encoding, parts, units) => {
  expect(segment(text)).toMatchObject({ encoding, units })
  expect(segment(text).parts).toHaveLength(parts)
})

test('a euro sign at the cut moves to the next part whole', () => {
  const { parts } = segment(`${'a'.repeat(152)}€${'b'.repeat(20)}`)
  expect(parts).toEqual(['a'.repeat(152), `€${'b'.repeat(20)}`])
})

test('an emoji at the cut moves to the next part whole', () => {
  const { parts } = segment(`${'ж'.repeat(66)}🎉${'ж'.repeat(20)}`)
  expect(parts).toEqual(['ж'.repeat(66), `🎉${'ж'.repeat(20)}`])
})

test('the writer learns which characters made the message dearer', () => {
  expect(segment('It’s “on” ’')).toMatchObject({ encoding: 'ucs2', forcedBy: ['’', '“', '”'] })
  expect(segment('Price: 5 €').forcedBy).toEqual([])
})

test('characters are counted as people count them', () => {
  expect(segment('hi 🎉').characters).toBe(4)
  expect(segment('€[]').characters).toBe(3)
})
