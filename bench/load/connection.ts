/**
 * A keep-alive HTTP connection with one request at a time. Written by hand because the load shares two cores with what it
 * measures: a general client costs as much as the server.
 */
import { connect } from 'node:net'

export type Connection = { send: (request: string) => void; close: () => void }

export function openConnection(port: number, onAnswer: (status: number) => void): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<Connection>()
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let held = ''
  socket.setEncoding('latin1')
  socket.on('error', (error) => {
    reject(error)
    onAnswer(0)
  })
  socket.on('data', (chunk: string) => {
    held += chunk
    const head = held.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(held)?.[1])
    if (held.length < head + 4 + length) return
    const status = Number(held.slice(9, 12))
    held = ''
    onAnswer(status)
  })
  socket.once('connect', () => resolve({ send: (request) => socket.write(request), close: () => socket.destroy() }))
  return promise
}
