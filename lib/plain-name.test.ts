import { describe, expect, test } from 'vitest'
import { parsePlainName } from './plain-name.ts'

describe('a name of a person or an account', () => {
  test.each([
    ['  Olivia   Harbor ', 'Olivia Harbor'],
    ['Ｈａｒｂｏｒ', 'Harbor'],
    ['José Ñandú', 'José Ñandú'],
    ['大阪 歯科', '大阪 歯科'],
    ['שירה לוי', 'שירה לוי'],
    ['O’Neil & Sons, Inc. (<b>West</b>)', 'O’Neil & Sons, Inc. (<b>West</b>)'],
    ['7', '7'],
    ['Olivia 😀', 'Olivia 😀'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('%j is taken as %j', (text, name) => {
    expect(parsePlainName(text)).toEqual({ ok: true, name })
  })

  test.each([
    ['', /Write a name/],
    [' \t ', /Write a name/],
    ['---', /letter or digit/],
    ['x'.repeat(101), /at most 100/],
    ['x'.repeat(10_000), /at most 100/],
    ['ﷺ'.repeat(20), /at most 100/],
    ['Olivia\u202ErobraH', /cannot be seen/],
    ['\u200FOlivia', /cannot be seen/],
    ['Oli\u200Bvia', /cannot be seen/],
    ['Oli\u2066via\u2069', /cannot be seen/],
    ['Olivia\0', /cannot be seen/],
    ['Olivia\nHarbor', /cannot be seen/],
    ['Oli\u2028via', /cannot be seen/],
    ['\u3164', /cannot be seen/],
    ['Olivia\uD800', /cannot be seen/],
    ['Olivia\uE000', /cannot be seen/],
    [`O${'\u0336'.repeat(9)}`, /cannot be seen|marks/],
  ])('%j is refused with a reason', (text, problem) => {
    expect(parsePlainName(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) })
  })
})
