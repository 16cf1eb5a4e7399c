import { createHmac, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { judgeSignature, type Received } from './judge-signature.ts'

const current = { name: 'the current secret', key: randomBytes(32) }
const old = { name: 'the old secret', key: randomBytes(32) }
const at = new Date('2026-11-29T12:00:00Z')

function signed(key: Buffer, { body = '{"a":1}', agoSeconds = 10 } = {}): Received {
  const id = '019a0000-0000-7000-8000-000000000001'
  const timestamp = String(at.getTime() / 1000 - agoSeconds)
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { id, timestamp, signature: `v1,${signature}`, body }
}
const judge = (received: Received) => judgeSignature(received, [current, old], at)

test('a signature is verified by the secret that made it, and that one is named', () => {
  expect(judge(signed(current.key))).toMatchObject({ secret: 'the current secret', as: 'pasted', tooOld: false })
  expect(judge(signed(old.key))).toMatchObject({ secret: 'the old secret' })
  expect(judge(signed(randomBytes(32)))).toMatchObject({ secret: null })
})

test('while a secret changes, one of both signatures is enough', () => {
  const received = signed(old.key)
  const strange = signed(randomBytes(32)).signature
  expect(judge({ ...received, signature: `${strange} v1a,AAAA ${received.signature}` }).secret).toBe('the old secret')
})

test('a character more or less anywhere is no longer what was signed', () => {
  const received = signed(current.key)
  for (const change of [
    { body: `${received.body}x` },
    { body: '{"a":2}' },
    { id: `${received.id}0` },
    { timestamp: String(Number(received.timestamp) + 1) },
    { signature: received.signature.slice(0, -5) },
  ])
    expect(judge({ ...received, ...change }).secret).toBeNull()
})

test('what a form or a JSON printer did to the body is seen through and named', () => {
  const received = signed(current.key)
  expect(judge({ ...received, body: '{\n  "a": 1\n}' }).as).toBe('compact')
  expect(judge({ ...received, body: `${received.body}\r\n` })).toMatchObject({
    as: 'without_line_end',
    secret: current.name,
  })
  const lines = signed(current.key, { body: 'one\ntwo' })
  expect(judge({ ...lines, body: 'one\r\ntwo' })).toMatchObject({ as: 'with_plain_line_ends', secret: current.name })
})

test('what is older than five minutes, or that far ahead, is named as such', () => {
  expect(judge(signed(current.key, { agoSeconds: 299 })).tooOld).toBe(false)
  expect(judge(signed(current.key, { agoSeconds: 301 })).tooOld).toBe(true)
  expect(judge(signed(current.key, { agoSeconds: -301 }))).toMatchObject({ tooOld: true, ageMs: -301_000 })
})
