import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeGsm7, encodeGsm7, outsideGsm7, septets } from './gsm7.ts'

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENSION = '\f^{}\\[~]|€'
const gsmText = fc
  .array(fc.constantFrom(...BASIC, ...EXTENSION), { maxLength: 200 })
  .map((characters) => characters.join(''))

test('every character of the basic alphabet costs one septet', () => {
  expect(BASIC).toHaveLength(127)
  for (const character of BASIC) expect([character, septets(character)]).toEqual([character, 1])
})

test('brackets, braces, backslash, caret, tilde, bar, euro and form feed cost two', () => {
  for (const character of EXTENSION) expect([character, septets(character)]).toEqual([character, 2])
})

test('characters arrive as the codes of GSM 03.38', () => {
  expect(encodeGsm7('@$_ Aaà')).toEqual(Uint8Array.of(0x00, 0x02, 0x11, 0x20, 0x41, 0x61, 0x7f))
  expect(encodeGsm7('€\\[|')).toEqual(Uint8Array.of(0x1b, 0x65, 0x1b, 0x2f, 0x1b, 0x3c, 0x1b, 0x40))
  expect(encodeGsm7('ÇÉ¿§')).toEqual(Uint8Array.of(0x09, 0x1f, 0x60, 0x5f))
})

test('what was encoded reads the same again, and costs what was counted', () => {
  fc.assert(
    fc.property(gsmText, (text) => {
      const bytes = encodeGsm7(text)
      expect(bytes).toHaveLength(septets(text) ?? -1)
      expect(decodeGsm7(bytes ?? new Uint8Array())).toBe(text)
    }),
  )
})

test('a text is either encoded whole or its offending characters are named', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(encodeGsm7(text) === null).toBe(outsideGsm7(text).length > 0)
    }),
  )
})

test('curly quotes, emoji, lower-case ç and control characters are outside', () => {
  expect(outsideGsm7('“Hi” ç 🎉🎉 \x1b\0')).toEqual(['“', '”', 'ç', '🎉', '\x1b', '\0'])
  expect(septets('it’s')).toBeNull()
  expect(encodeGsm7('it’s')).toBeNull()
})

test('any bytes from a carrier can be read', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeGsm7(bytes) === 'string'))
  expect(decodeGsm7(Uint8Array.of(0x41, 0x1b))).toBe('A ')
  expect(decodeGsm7(Uint8Array.of(0x1b, 0x1b, 0x41))).toBe(' A')
  expect(decodeGsm7(Uint8Array.of(0x1b, 0x41))).toBe('A')
  expect(decodeGsm7(Uint8Array.of(0x63, 0xe9))).toBe('cé')
})
