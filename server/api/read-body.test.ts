import { expect, test } from 'vitest'
import { attributesOf, readBody } from './read-body.ts'

const read = (text: string) => attributesOf(readBody(Buffer.from(text)))

test('the flat form, the JSON:API form and a real form say the same', () => {
  const flat = { to: '12065550107', from: '12065550142', body: 'hi there' }
  expect(read(JSON.stringify(flat))).toEqual(flat)
  expect(read(JSON.stringify({ data: { type: 'message', attributes: flat } }))).toEqual(flat)
  expect({ ...read('to=12065550107&from=12065550142&body=hi+there') }).toEqual(flat)
})

test('no body is an empty one, a byte order mark is not part of it, a name twice is a list', () => {
  expect(read('')).toEqual({})
  expect(read('\uFEFF{"to":"1"}')).toEqual({ to: '1' })
  expect({ ...read('numbers=a&numbers=b') }).toEqual({ numbers: ['a', 'b'] })
})

test.each(['{', '[1]', '"text"', '<xml/>', 'hello', '\0\0'])('%s is refused as malformed', (text) => {
  expect(() => read(text)).toThrow('could not be read')
})

test('a form with more fields than any client sends is refused, not worked through', () => {
  expect(readBody(Buffer.from(`n=${'1&n='.repeat(1_000)}`)).n).toHaveLength(1_001)
  expect(() => readBody(Buffer.from('a=&'.repeat(20_000)))).toThrow(/more than 2000 fields/)
})
