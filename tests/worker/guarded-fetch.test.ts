/** Whatever a receiver does, a request to it ends in one value: in time, in little memory, and with what a person needs to know. */
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Answer, closeFetch, guardedPost } from '#lib/guarded-fetch.ts'

afterAll(closeFetch)

const post = (url: string, timeoutMs = 1_000): Promise<Answer> =>
  guardedPost(url, { headers: { 'content-type': 'application/json' }, body: '{"a":1}', timeoutMs })

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
}

/** A connection serves again a turn of the loop later: until then another one is opened. */
const lieOpen = () => new Promise((resolve) => setTimeout(resolve, 20))

/** Bytes, as somebody means them. */
async function speak(say: (socket: Socket) => void): Promise<string> {
  const open = new Set<Socket>()
  const server = createTcpServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => say(socket))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`
}

const MEGABYTE = 'x'.repeat(1_000_000)
const HEAD = 'HTTP/1.1 200 OK\r\n'

describe('a receiver that misbehaves is told of plainly:', () => {
  test.each<[string, (socket: Socket) => void, object]>([
    ['silent', () => {}, { step: 'firstByte', code: 'timeout' }],
    ['silent after its status', (s) => s.write(`${HEAD}content-length: 9\r\n\r\n`), { step: 'rest', code: 'timeout' }],
    ['gone at once', (s) => s.destroy(), { step: 'firstByte', code: 'reset' }],
    ['reset', (s) => s.resetAndDestroy(), { step: 'firstByte', code: 'reset' }],
    ['gone in the middle', (s) => s.end(`${HEAD}content-length: 9\r\n\r\nabc`), { step: 'rest', code: 'reset' }],
    ['another protocol', (s) => s.write('220 mail.harbor.example ready\r\n'), { step: 'firstByte', code: 'bad_http' }],
    [
      'a megabyte of headers',
      (s) => s.write(`${HEAD}x: ${MEGABYTE}\r\n\r\n`),
      { step: 'firstByte', code: 'too_large' },
    ],
    ['endless early hints', hint, { step: 'firstByte', code: 'timeout' }],
  ])('%s', async (_, say, fault) => {
    const answer = await post(await speak(say))
    expect(answer.fault).toMatchObject({ ...fault, sentence: expect.stringMatching(/\.$/) })
    expect(answer.timings.totalMs).toBeLessThan(3_000)
  })
})

function hint(socket: Socket): void {
  const more = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 20)
  socket.once('close', () => clearInterval(more))
}

test('nobody listening is a fault of its own', async () => {
  expect((await post('http://127.0.0.1:1/')).fault).toMatchObject({ step: 'connect', code: 'refused' })
})

test('ten megabytes are an answer of which a kilobyte is kept, and the connection is dropped', async () => {
  let sent = 0
  let closed: Promise<void> = Promise.resolve()
  const url = await listen((_, answer) => {
    closed = new Promise((resolve) => answer.once('close', () => resolve()))
    const more = () => {
      while (sent < 10_000_000 && answer.write(MEGABYTE)) sent += MEGABYTE.length
      if (sent < 10_000_000) answer.once('drain', more)
    }
    more()
  })
  const answer = await post(url)
  expect(answer).toMatchObject({ statusCode: 200, fault: null, text: 'x'.repeat(1_024) })
  await closed
  expect(sent).toBeLessThan(10_000_000)
})

test('what is packed stays packed', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  const url = await listen((_, answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
  const answer = await post(url)
  expect(answer).toMatchObject({ statusCode: 200, fault: null })
  expect(answer.text.length).toBeLessThanOrEqual(1_024)
})

test('of the headers of an answer a bounded part is kept', async () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x-${index}`, 'v']))
  const answer = await post(
    await listen((_, response) => response.writeHead(429, { 'retry-after': '7', ...many }).end()),
  )
  expect(answer.headers['retry-after']).toBe('7')
  expect(Object.keys(answer.headers)).toHaveLength(40)
})

test('the first request over a connection says how long it took to open, the next that it was open', async () => {
  const url = await listen((_, answer) => answer.end('ok'))
  const first = await post(url)
  await lieOpen()
  const second = await post(url)
  expect([first.reused, second.reused]).toEqual([false, true])
  expect(first.timings.connectMs).toBeGreaterThanOrEqual(0)
  expect(second.timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null })
  for (const { address, timings } of [first, second]) {
    expect(address).toBe('127.0.0.1')
    expect(timings.firstByteMs).toBeGreaterThanOrEqual(0)
  }
})

test('a connection that was closed while it lay open costs no attempt', async () => {
  let calls = 0
  const url = await listen((request, answer) => {
    calls += 1
    if (calls === 2) request.socket.destroy()
    else answer.end('ok')
  })
  await post(url)
  await lieOpen()
  expect(await post(url)).toMatchObject({ statusCode: 200, fault: null, reused: false })
  expect(calls).toBe(3)
})

test('a hundred that hang take no place from those that answer', async () => {
  const hanging = await listen(() => {})
  const quick = await listen((_, answer) => answer.end('ok'))
  const stuck = Array.from({ length: 100 }, () => post(hanging, 800))
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(quick)))
  expect(answers.every(({ fault }) => fault === null)).toBe(true)
  expect(new Set((await Promise.all(stuck)).map(({ fault }) => fault?.code))).toEqual(new Set(['timeout']))
})

test('whoever shares an origin with hundreds of requests that hang has an answer at once', async () => {
  const shared = await listen((request, answer) => {
    if (request.url === '/quick') answer.end('ok')
  })
  const stuck = Array.from({ length: 300 }, () => post(`${shared}/hangs`, 1_500))
  const answer = await post(new URL('/quick', shared).href, 1_000)
  expect(answer).toMatchObject({ statusCode: 200, fault: null })
  await Promise.all(stuck)
})
