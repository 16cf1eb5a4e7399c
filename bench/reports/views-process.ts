/** Live views as far as the network knows them, in a process of their own: they are opened, and everything that comes is read. */
import { connect, type Socket } from 'node:net'
import process from 'node:process'

export type Order = { port: number; after: string; cookies: string[] } | 'close' | 'read?'
export type ViewsAnswer = { open: number; bytes: number }

let sockets: Socket[] = []
let bytes = 0

process.on('message', (order: Order) => {
  if (order === 'close') close()
  else if (order === 'read?') answer()
  else void Promise.all(order.cookies.map((cookie) => open(order, cookie))).then(answer)
})

function answer(): void {
  process.send?.({ open: sockets.length, bytes } satisfies ViewsAnswer)
  bytes = 0
}

function close(): void {
  for (const socket of sockets) socket.destroy()
  sockets = []
  answer()
}

function open({ port, after }: { port: number; after: string }, cookie: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = connect({ port, host: '127.0.0.1' })
  socket.once('data', (head) => {
    if (head.subarray(9, 12).toString() !== '200') throw new Error(`a view was not opened: ${head.subarray(0, 200)}`)
    resolve()
  })
  socket.on('data', (chunk) => {
    bytes += chunk.length
  })
  socket.on('error', () => {})
  socket.write(`GET /messages/live?after=${after} HTTP/1.1\r\nHost: localhost:${port}\r\nCookie: ${cookie}\r\n\r\n`)
  sockets.push(socket)
  return promise
}
