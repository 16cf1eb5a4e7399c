import { expect, test } from 'vitest'
import { receiptError, receiptText } from './receipt.ts'

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex')
const TEXT = 'id:1A2097BDA8C00008 sub:001 dlvrd:001 stat:DELIVRD err:000 text:See you at ten'

test('what a carrier wrote is read out of the frame around it', () => {
  expect(receiptText(hex(`\0\0\0\xb7\0\0\0\x05\x01\x0112065550107\0\x04\0\0\x80${TEXT}`))).toBe(TEXT)
  expect(receiptText(hex(`\x01\x0112065550107\0\x04\0\0\x80${TEXT}\0\x1e\0\x111A2097BDA8C00008\0`))).toBe(TEXT)
})

test('a length byte that happens to be a letter is no part of it', () => {
  expect(receiptText(hex(`\0\0z${TEXT}\0`))).toBe(TEXT)
  expect(receiptText(hex(`\0\0~${TEXT}\0`))).toBe(TEXT)
})

test('a frame without such a text has none', () => {
  expect(receiptText(hex('\0\0\0\x10\x01\x0112065550107\0\0'))).toBeNull()
  expect(receiptText('')).toBeNull()
  expect(receiptText('not hex at all')).toBeNull()
})

test('error 000 is no error', () => {
  expect(receiptError('000')).toBeNull()
  expect(receiptError('0')).toBeNull()
  expect(receiptError(null)).toBeNull()
  expect(receiptError('011')).toBe('011')
  expect(receiptError('0C1')).toBe('0C1')
})
