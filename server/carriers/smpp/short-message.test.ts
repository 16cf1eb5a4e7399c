import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeShortMessage, encodeShortMessage, type ShortMessage } from './short-message.ts'

const concat = fc.option(
  fc
    .record({ reference: fc.nat(255), total: fc.integer({ min: 2, max: 10 }), at: fc.nat(9) })
    .map(({ reference, total, at }) => ({ reference, total, number: (at % total) + 1 })),
)
const message: fc.Arbitrary<ShortMessage> = fc.oneof(
  fc.record({
    text: fc.string({ unit: fc.constantFrom('a', 'é', '€', '[', '\\', '@', '\n'), maxLength: 76 }),
    encoding: fc.constant('gsm7' as const),
    concat,
  }),
  fc.record({
    text: fc.string({ unit: 'binary', maxLength: 33 }),
    encoding: fc.constant('ucs2' as const),
    concat,
  }),
)

test('what a customer writes is what the carrier reads, in every encoding, alone or as a part', () => {
  fc.assert(
    fc.property(message, (sent) => {
      expect(decodeShortMessage(encodeShortMessage(sent))).toEqual(sent)
    }),
  )
})

test('a part goes out with an 8-bit reference in its header', () => {
  const concat = { reference: 0xab, total: 3, number: 2 }
  expect(encodeShortMessage({ text: '@€', encoding: 'gsm7', concat })).toEqual({
    short_message: Buffer.from('050003ab0302001b65', 'hex'),
    data_coding: 0,
    esm_class: 0x40,
  })
  expect(encodeShortMessage({ text: '🎉', encoding: 'ucs2', concat: null })).toEqual({
    short_message: Buffer.from('d83cdf89', 'hex'),
    data_coding: 8,
    esm_class: 0,
  })
})

test('parts numbered by a 16-bit header or by SAR fields are put together as well', () => {
  const wide = { short_message: Buffer.from('06080412340201416263', 'hex'), data_coding: 0, esm_class: 0x40 }
  expect(decodeShortMessage(wide)).toEqual({
    text: 'Abc',
    encoding: 'gsm7',
    concat: { reference: 0x1234, total: 2, number: 1 },
  })
  const sar = { sar_msg_ref_num: 700, sar_total_segments: 2, sar_segment_seqnum: 2 }
  expect(decodeShortMessage({ short_message: Buffer.from('Abc'), ...sar })).toMatchObject({
    concat: { reference: 700, total: 2, number: 2 },
  })
})

test('a header of another kind is skipped, and an impossible part number ignored', () => {
  const ports = { short_message: Buffer.from('0605040b8423f0416263', 'hex'), esm_class: 0x40 }
  expect(decodeShortMessage(ports)).toEqual({ text: 'Abc', encoding: 'gsm7', concat: null })
  const impossible = { short_message: Buffer.from('050003ab0205416263', 'hex'), esm_class: 0x40 }
  expect(decodeShortMessage(impossible)).toMatchObject({ text: 'Abc', concat: null })
})

test('a long text in message_payload is read', () => {
  const fields = { short_message: Buffer.alloc(0), message_payload: Buffer.from('x'.repeat(400)) }
  expect(decodeShortMessage(fields).text).toHaveLength(400)
})

test.each([
  ['Latin-1', 0x03, 'e9', 'é', 'gsm7'],
  ['ASCII', 0x01, '40', '@', 'gsm7'],
  ['binary shown as Latin-1', 0x04, 'ff', 'ÿ', 'ucs2'],
  ['a flash message in GSM-7', 0x10, '00', '@', 'gsm7'],
  ['a flash message in UCS-2', 0x18, '0436', 'ж', 'ucs2'],
  ['an old-style class 0', 0xf0, '00', '@', 'gsm7'],
])('%s is read as what it says', (_, dataCoding, hex, text, encoding) => {
  const fields = { short_message: Buffer.from(hex, 'hex'), data_coding: dataCoding }
  expect(decodeShortMessage(fields)).toEqual({ text, encoding, concat: null })
})

test('no bytes of a carrier can break the reader', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 160 }), fc.nat(255), fc.nat(255), (bytes, dataCoding, esmClass) => {
      const fields = { short_message: Buffer.from(bytes), data_coding: dataCoding, esm_class: esmClass }
      expect(typeof decodeShortMessage(fields).text).toBe('string')
    }),
  )
})

test('a text that does not fit is refused before it leaves', () => {
  expect(() => encodeShortMessage({ text: 'ж', encoding: 'gsm7', concat: null })).toThrow('outside GSM-7')
  expect(() => encodeShortMessage({ text: 'a'.repeat(255), encoding: 'gsm7', concat: null })).toThrow('longer')
})
