import { expect, test } from 'vitest'
import { readDeliverSm } from './deliver-sm.ts'
import { createPdu, decodePdu, type Fields } from './pdu.ts'

const now = new Date('2025-11-23T15:50:00Z')

function read(fields: Fields) {
  const frame = createPdu('deliver_sm', {
    source_addr_ton: 1,
    source_addr: '12065550142',
    destination_addr: '12065550100',
    ...fields,
  }).toBuffer()
  return { incoming: readDeliverSm(decodePdu(frame), frame, now), hex: frame.toString('hex') }
}

test('an inbound message keeps its bytes for the person who has to explain it', () => {
  const { incoming, hex } = read({ short_message: Buffer.from('Hi') })
  expect(incoming).toEqual({
    kind: 'inbound',
    from: '+12065550142',
    to: '+12065550100',
    text: 'Hi',
    encoding: 'gsm7',
    concat: null,
    raw: hex,
  })
})

test('ten-digit numbers are North American, short codes stay short codes', () => {
  const local = read({ source_addr_ton: 2, source_addr: '2065550142', short_message: Buffer.from('Hi') })
  expect(local.incoming.from).toBe('+12065550142')
  const code = read({ source_addr_ton: 3, source_addr: '55512', short_message: Buffer.from('Hi') })
  expect(code.incoming.from).toBe('55512')
})

test('a receipt is understood by its text, by its fields, and by its fields before its text', () => {
  const text = Buffer.from('id:77 sub:001 dlvrd:000 stat:UNDELIV err:012 text:')
  expect(read({ esm_class: 4, short_message: text }).incoming).toMatchObject({
    kind: 'receipt',
    carrierMessageId: '77',
    state: 'undelivered',
    errorCode: '012',
    at: now,
  })
  const tlvs = { receipted_message_id: '4D', message_state: 2 }
  expect(read({ esm_class: 4, ...tlvs }).incoming).toMatchObject({
    carrierMessageId: '4D',
    state: 'delivered',
    errorCode: null,
  })
  expect(read({ esm_class: 4, ...tlvs, short_message: text }).incoming).toMatchObject({
    carrierMessageId: '4D',
    state: 'delivered',
    errorCode: '012',
  })
})

test('somebody who texts "stat:DELIVRD" is a message, not a receipt', () => {
  expect(read({ short_message: Buffer.from('id:1 stat:DELIVRD') }).incoming.kind).toBe('inbound')
})
