import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameReader } from './frames.ts'
import { createPdu, decodePdu } from './pdu.ts'

const submit = (text: string) =>
  createPdu('submit_sm', { short_message: Buffer.from(text), sequence_number: 7 }).toBuffer()

test('PDUs come out whole however the network cuts them', () => {
  const frames = ['', 'a', 'x'.repeat(160)].map(submit)
  const stream = Buffer.concat(frames)
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
      const read = createFrameReader()
      const edges = [0, ...cuts.sort((a, b) => a - b), stream.length]
      const out = edges.slice(1).flatMap((edge, index) => read(stream.subarray(edges[index], edge)))
      expect(out).toEqual(frames)
    }),
  )
})

test('a length that cannot be true ends the connection instead of filling the memory', () => {
  expect(() => createFrameReader()(Buffer.from('0000000f', 'hex'))).toThrow('cannot have 15 bytes')
  expect(() => createFrameReader()(Buffer.from('7fffffff', 'hex'))).toThrow('cannot have')
  expect(() => createFrameReader()(Buffer.alloc(4))).toThrow('cannot have 0 bytes')
})

test('a message cut short inside its PDU is not taken for a shorter message', () => {
  const whole = submit('Hello there')
  const short = Buffer.from(whole.subarray(0, whole.length - 4))
  short.writeUInt32BE(short.length, 0)
  expect(() => decodePdu(short)).toThrow('ends before its length')
})

test('bytes are kept as they were, backslash and all', () => {
  const bytes = Buffer.from([0x1b, 0x2f, 0x00, 0xff])
  const frame = createPdu('deliver_sm', { short_message: bytes, data_coding: 0 }).toBuffer()
  expect(decodePdu(frame).short_message).toEqual(bytes)
})
