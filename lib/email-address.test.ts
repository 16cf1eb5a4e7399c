import { expect, test } from 'vitest'
import { parseEmail } from './email-address.ts'

test('an address is one address in any case, with blanks around it, in full-width letters', () => {
  for (const text of [
    'owner@harbor.example',
    ' OWNER@Harbor.Example ',
    'ｏｗｎｅｒ@harbor.example',
    'owner＠harbor.example',
  ])
    expect(parseEmail(text)).toEqual({ ok: true, email: 'owner@harbor.example' })
  expect(parseEmail("o'brien+sms@mail.harbor.example")).toEqual({ ok: true, email: "o'brien+sms@mail.harbor.example" })
})

test('an address that only looks like somebody’s is refused with a sentence', () => {
  const lookalikes = [
    'оwner@harbor.example',
    'owner@hаrbor.example',
    'owner\u202e@harbor.example',
    'ow\u200bner@harbor.example',
  ]
  for (const text of lookalikes)
    expect(parseEmail(text), text).toMatchObject({ ok: false, problem: expect.stringContaining('plain letters') })
})

test.each([
  '',
  '@',
  'owner',
  'owner@',
  '@harbor.example',
  'owner@harbor',
  'a b@harbor.example',
  'a@b@harbor.example',
  'a..b@harbor.example',
  '.a@harbor.example',
  'a@-x.example',
  'a@x.example.',
  '<a@harbor.example>',
  'a@harbor.example\nbcc: b@x.example',
  'a@[127.0.0.1]',
  '"a"@harbor.example',
  `${'a'.repeat(65)}@harbor.example`,
  `a@${'b'.repeat(300)}.example`,
  'a'.repeat(10_000_000),
])('what is no address is refused: %.40s', (text) => {
  expect(parseEmail(text).ok).toBe(false)
})
