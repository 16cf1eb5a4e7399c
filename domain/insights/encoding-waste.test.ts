import { expect, test } from 'vitest'
import { segment } from '#domain/messages/segments.ts'
import { judgeEncoding, suggestionFor } from './encoding-waste.ts'

test.each([
  ['curly quotes cost a part of a text of 80 characters', `“${'a'.repeat(78)}”`, 2, 1, ['“', '”']],
  ['an emoji is left out, with all it is made of', `${'a'.repeat(66)} 👨‍👩‍👧‍👦`, 2, 1, ['emoji']],
  ['letters with what GSM-7 has no place for lose it', `Žofie ${'č'.repeat(70)}`, 2, 1, ['Ž', 'č']],
  ['another script has no such words', '你'.repeat(80), 2, 2, ['other']],
  ['an emoji alone stays what it is', '🎂', 1, 1, ['emoji']],
  ['three dots of one character are three', `${'a'.repeat(158)}…`, 3, 2, ['…']],
])('%s', (_title, body, parts, plain, characters) => {
  expect(segment(body).parts.length).toBe(parts)
  expect(judgeEncoding(body, parts)).toEqual({ parts: plain, characters })
})

test('a character to blame comes with what to write instead', () => {
  expect(['’', '–', '\u00a0', 'Ž', 'emoji', 'other'].map(suggestionFor)).toEqual(["'", '-', ' ', 'Z', '', null])
})
