import { expect, test } from 'vitest'
import { withClockAt } from '#lib/time.ts'
import { stepOf } from './check-code.ts'

/** RFC 6238, appendix B, SHA-1: of its eight digits an authenticator app shows the last six. */
const SECRET = Buffer.from('12345678901234567890')
const VECTORS: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
]

const at = (seconds: number, code: string) => withClockAt(new Date(seconds * 1000), () => stepOf(SECRET, code))

test('the codes of RFC 6238 are taken, each in its own step', () => {
  for (const [seconds, code] of VECTORS)
    expect([seconds, at(seconds, code.slice(2))]).toEqual([seconds, Math.floor(seconds / 30)])
})

test('a clock that is one step off works, two steps off does not', () => {
  const step = Math.floor(1234567890 / 30)
  expect(at(1234567890 + 30, '005924')).toBe(step)
  expect(at(1234567890 - 30, '005924')).toBe(step)
  expect(at(1234567890 + 60, '005924')).toBeNull()
  expect(at(1234567890 - 60, '005924')).toBeNull()
})

test('a code may be typed with blanks; anything but six digits is none', () => {
  expect(at(59, ' 287 082 ')).toBe(1)
  for (const wrong of ['', '28708', '2870820', '287082x', '２８７０８２', '-87082', '287082'.repeat(1000)])
    expect([wrong, at(59, wrong)]).toEqual([wrong, null])
})
