import { describe, expect, test } from 'vitest'
import { isUsOrCanada, parseNumber } from './nanp.ts'

describe('a number is understood however it was written', () => {
  test.each(['12065550142', '+12065550142', '2065550142', '(206) 555-0142', '206.555.0142', ' +1 206 555 0142 '])(
    '%s',
    (text) => {
      expect(parseNumber(text)).toEqual({ ok: true, e164: '+12065550142', kind: 'longcode' })
    },
  )
  test('toll-free area codes make a toll-free number', () => {
    expect(parseNumber('18335550142')).toMatchObject({ kind: 'toll_free' })
  })
})

describe('what is no number says why', () => {
  test.each([
    ['PIZZA', 'alphanumeric'],
    ['12345', 'short_code'],
    ['+442071838750', 'not_nanp'],
    ['+2065550142', 'not_nanp'],
    ['12115550142', 'not_nanp'],
    ['12069110142', 'not_nanp'],
    ['12965550142', 'not_nanp'],
    ['11065550142', 'not_nanp'],
    ['', 'not_nanp'],
    ['1206555014２', 'not_nanp'],
    ['12065550142;drop', 'alphanumeric'],
  ])('%s is %s', (text, problem) => expect(parseNumber(text)).toEqual({ ok: false, problem }))
})

test('the Caribbean is outside what a toll-free number may reach; Canada and toll-free are inside', () => {
  expect(isUsOrCanada('+18765550142')).toBe(false)
  expect(isUsOrCanada('+14165550142')).toBe(true)
  expect(isUsOrCanada('+18005550142')).toBe(true)
})
