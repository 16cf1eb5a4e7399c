import { describe, expect, test } from 'vitest'
import { decodePdu } from '#lib/decode-pdu.ts'
import { createPdu } from './pdu.ts'

const fields = { source_addr: '12065550142', destination_addr: '12065550107', esm_class: 0, data_coding: 0 }
const read = (bytes: Buffer, name: string) => decodePdu(bytes)?.fields.find((field) => field.name === name)?.value

describe('what a carrier and we said to each other can be read', () => {
  test('a submission, field by field, with the text where it stands in the bytes', () => {
    const bytes = createPdu('submit_sm', {
      ...fields,
      sequence_number: 7,
      short_message: Buffer.from('hello'),
    }).toBuffer()
    const pdu = decodePdu(bytes)
    expect(pdu).toMatchObject({ command: 'submit_sm', status: 0, sequence: 7, bytes: bytes.length })
    const text = pdu?.fields.find((field) => field.name === 'short_message')
    expect(text).toMatchObject({ value: 'hello', isContent: true })
    expect(bytes.toString('latin1', text?.from, text?.to)).toBe('hello')
    expect(read(bytes, 'destination_addr')).toBe('12065550107')
  })

  test('a part of a long text in UCS-2: its header, then the words', () => {
    const words = Buffer.from('Grüße', 'utf16le').swap16()
    const short_message = Buffer.concat([Buffer.from('050003410201', 'hex'), words])
    const bytes = createPdu('submit_sm', { ...fields, esm_class: 0x40, data_coding: 8, short_message }).toBuffer()
    expect(read(bytes, 'short_message')).toBe('[050003410201] Grüße')
  })

  test('an answer with its id, one that refuses without a body, and a receipt with its state', () => {
    expect(read(createPdu('submit_sm_resp', { message_id: 'c0ffee' }).toBuffer(), 'message_id')).toBe('c0ffee')
    const refused = Buffer.from('00000010800000040000005800000001', 'hex')
    expect(decodePdu(refused)).toMatchObject({ command: 'submit_sm_resp', status: 0x58, fields: [] })
    const bytes = createPdu('deliver_sm', {
      ...fields,
      esm_class: 4,
      message_state: 2,
      receipted_message_id: 'c0ffee',
    }).toBuffer()
    expect([read(bytes, 'message_state'), read(bytes, 'receipted_message_id')]).toEqual(['2', 'c0ffee'])
  })

  test('every cut of the bytes is told as what it is and never throws', () => {
    const bytes = createPdu('submit_sm', {
      ...fields,
      short_message: Buffer.from('hello'),
      message_payload: Buffer.from('more'),
    }).toBuffer()
    for (let length = 0; length < bytes.length; length += 1) {
      const pdu = decodePdu(bytes.subarray(0, length))
      expect(pdu === null).toBe(length < 16)
      for (const field of pdu?.fields ?? []) expect(field.to).toBeLessThanOrEqual(length)
    }
  })

  test('a parameter that nobody knows counts as content: it may repeat the text', () => {
    const bytes = Buffer.concat([createPdu('submit_sm', fields).toBuffer(), Buffer.from('1401000568656c6c6f', 'hex')])
    expect(decodePdu(bytes)?.fields.at(-1)).toMatchObject({ name: 'tag 0x1401', isContent: true })
  })
})
