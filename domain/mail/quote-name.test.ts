import { expect, test } from 'vitest'
import { quoteName } from './quote-name.ts'

test.each([
  ['Harbor Dental, Inc.', 'Harbor Dental, Inc.'],
  ['Dr. O’Neil & Sons (West)', 'Dr. O’Neil & Sons (West)'],
  ['https://evil.example/x', 'https evil example x'],
  ['Call me@evil.example', 'Call me evil example'],
  ['<a href="//evil.example">Pay</a>', 'a href evil example Pay a'],
  ['日本。例え.テスト', '日本。例え テスト'],
])('%j stands in a stranger’s mail as %j', (name, quoted) => {
  expect(quoteName(name)).toBe(quoted)
})

test('a long name is cut', () => {
  expect(quoteName('x'.repeat(100))).toBe(`${'x'.repeat(60)}…`)
})
