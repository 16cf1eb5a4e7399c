/** A receiver that answers as badly as one can, each way under a path of its own. */
import { createServer as createHttp, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { signItself } from '#tests/support/certificates.ts'

const MEGABYTE = 1024 * 1024
/** A kilobyte that becomes a megabyte: nested, a gigabyte. */
const BOMB = gzipSync(gzipSync(Buffer.alloc(64 * MEGABYTE)))

export const HOSTILE: Record<string, (response: ServerResponse, socket: Socket) => void> = {
  '200': (response) => response.writeHead(200).end('ok'),
  '500': (response) => response.writeHead(500).end('no'),
  '302': (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
  '410': (response) => response.writeHead(410).end('gone'),
  '429': (response) => response.writeHead(429, { 'retry-after': '120' }).end('slow down'),
  'hangs before headers': () => {},
  'hangs in the body': (response) => response.writeHead(200, { 'content-length': '100' }).write('half'),
  'drips a byte a second': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).flushHeaders()
    const timer = setInterval(() => response.write('.'), 1_000)
    response.once('close', () => clearInterval(timer))
  },
  resets: (_, socket) => socket.resetAndDestroy(),
  '10 MB': (response) => pour(response.writeHead(200), Buffer.alloc(64 * 1024, 'x'), 10 * MEGABYTE),
  'a gzip bomb': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
  'a megabyte of headers': (_, socket) => {
    socket.write('HTTP/1.1 200 OK\r\n')
    for (let nth = 0; nth < 1_024; nth += 1) socket.write(`x-${nth}: ${'y'.repeat(1_000)}\r\n`)
    socket.end('content-length: 0\r\n\r\n')
  },
}

function pour(response: ServerResponse, chunk: Buffer, left: number): void {
  if (left <= 0 || response.destroyed) response.end()
  else if (response.write(chunk)) setImmediate(pour, response, chunk, left - chunk.length)
  else response.once('drain', () => pour(response, chunk, left - chunk.length))
}

export type HostileReceiver = { url: (way: string) => string; close: () => void }

export async function startHostileReceiver(): Promise<HostileReceiver> {
  const plain = createHttp((request, response) => {
    request.resume()
    request.once('end', () => {
      const way = decodeURIComponent((request.url ?? '').slice(1))
      response.on('error', () => {})
      HOSTILE[way]?.(response, request.socket)
    })
  })
  plain.on('clientError', () => {})
  plain.on('connection', (socket) => socket.on('error', () => {}))
  const secure = createHttps(await signItself('localhost'), (_, response) => response.end('ok'))
  const ports = await Promise.all(
    [plain, secure].map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return (server.address() as AddressInfo).port
    }),
  )
  return {
    url: (way) =>
      way === 'bad TLS' ? `https://localhost:${ports[1]}/` : `http://127.0.0.1:${ports[0]}/${encodeURIComponent(way)}`,
    close: () => {
      for (const server of [plain, secure]) {
        server.closeAllConnections()
        server.close()
      }
    },
  }
}
