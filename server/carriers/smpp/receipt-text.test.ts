import { expect, test } from 'vitest'
import { parseReceiptText, stateOfTlv } from './receipt-text.ts'

test.each([
  [
    'by the book',
    'id:0123456789 sub:001 dlvrd:001 submit date:2511231550 done date:2511231551 stat:DELIVRD err:000 text:Hello',
    { carrierMessageId: '0123456789', state: 'delivered', errorCode: '000' },
  ],
  [
    'upper case with seconds',
    'ID:0A1B SUB:001 DLVRD:000 SUBMIT DATE:251123155001 DONE DATE:251123155102 STAT:UNDELIV ERR:0C1 TEXT:',
    { carrierMessageId: '0A1B', state: 'undelivered', errorCode: '0C1' },
  ],
  [
    'a UUID and a written-out state',
    'id:3f2b1a00-9c1d-4e5f-8a7b-000000000001 stat:Rejected err:8',
    { carrierMessageId: '3f2b1a00-9c1d-4e5f-8a7b-000000000001', state: 'rejected', errorCode: '8' },
  ],
  ['no id', 'id: sub:001 dlvrd:001 stat:EXPIRED', { carrierMessageId: null, state: 'expired', errorCode: null }],
  ['a state nobody knows', 'id:1 stat:BANANA', { carrierMessageId: '1', state: 'unknown', errorCode: null }],
  ['nothing', '', { carrierMessageId: null, state: null, errorCode: null }],
])('a receipt written %s is understood', (_, text, expected) => {
  expect(parseReceiptText(text)).toEqual(expected)
})

test('a customer cannot forge a state in the text of the message', () => {
  expect(parseReceiptText('id:7 stat:UNDELIV err:001 text:id:8 stat:DELIVRD err:000')).toEqual({
    carrierMessageId: '7',
    state: 'undelivered',
    errorCode: '001',
  })
})

test('every message_state of the protocol has a meaning, and a new one is "unknown"', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(stateOfTlv)).toEqual([
    'enroute',
    'enroute',
    'delivered',
    'expired',
    'undelivered',
    'undelivered',
    'enroute',
    'unknown',
    'rejected',
    'undelivered',
    'unknown',
  ])
})
