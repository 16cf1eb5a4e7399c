import { describe, expect, test } from 'vitest'
import { readKeyword } from './keyword.ts'

const STOPS = ['STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'OPT OUT']

test.each(STOPS)('%s alone ends messages, in any case and with anything around it that is no word', (word) => {
  const written = [word, word.toLowerCase(), `  ${word}.`, `"${word}"`, `${word}!!!`, `\n${word} 🛑`, `‘${word}’`]
  expect(written.map(readKeyword)).toEqual(written.map(() => 'stop'))
})

test.each([
  ['START', 'start'],
  ['unstop', 'start'],
  ['Yes.', 'yes'],
  ['help', 'help'],
  ['Info?', 'help'],
  ['opt-out', 'stop'],
  ['stop   all', 'stop'],
  ['ＳＴＯＰ', 'stop'],
] as const)('%s is read as %s', (text, keyword) => expect(readKeyword(text)).toBe(keyword))

describe('what is more than a keyword is none', () => {
  test.each([
    'STOP PLEASE',
    'please stop',
    'STOPP',
    'stop sending',
    "don't stop",
    'start over',
    'yes please',
    'the end',
    'S T O P',
    '',
    '...',
    `stop${' '.repeat(100)}now`,
    'constructor',
  ])('%s', (text) => expect(readKeyword(text)).toBeNull())
})
