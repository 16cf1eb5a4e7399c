import { expect, test } from 'vitest'
import { letterLines } from './letter-lines.ts'

const PORTAL = 'http://localhost:3000'

test('a line that is a link of this portal can be followed; nothing else can', () => {
  const body = [
    'Confirm:',
    `  ${PORTAL}/sign-up/confirm?token=abc_-1`,
    'https://evil.example/',
    `${PORTAL}.evil.example/`,
    `Read ${PORTAL}/messages`,
    `${PORTAL}/x onclick=alert(1)`,
    `javascript:alert(1)//${PORTAL}/`,
    `${PORTAL}/<b>`,
  ].join('\n')
  const links = letterLines(body, PORTAL).flatMap(({ href }) => href ?? [])
  expect(links).toEqual(['/sign-up/confirm?token=abc_-1'])
  expect(letterLines(body, PORTAL).map(({ text }) => text)).toEqual(body.split('\n'))
})
