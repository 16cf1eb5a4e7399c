import { expect, test } from 'vitest'
import { safeReturnPath, signInPath } from './return-path.ts'

test('after signing in one comes back to where one wanted to go', () => {
  expect(safeReturnPath('/messages?open=mdr2-1&before=x')).toBe('/messages?open=mdr2-1&before=x')
  expect(signInPath('/messages?open=a')).toBe('/sign-in?next=%2Fmessages%3Fopen%3Da')
  expect(signInPath('/')).toBe('/sign-in')
})

test('no link can make the sign-in lead to another host', () => {
  const lures = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/%2f/../..//evil.example',
    'javascript:alert(1)',
    '/sign-in?next=/x',
    '',
    undefined,
    ['/messages'],
  ]
  for (const lure of lures)
    expect([lure, new URL(safeReturnPath(lure), 'https://own.example').host]).toEqual([lure, 'own.example'])
  expect(safeReturnPath('//evil.example/')).toBe('/')
  expect(safeReturnPath('/sign-in?next=/x')).toBe('/')
})
