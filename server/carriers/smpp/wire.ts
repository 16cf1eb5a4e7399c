/** One TCP connection: bytes to PDUs, requests to their answers. Knows nothing of binding or messages. */
import { connect } from 'node:net'
import { createFrameReader } from './frames.ts'
import { createPdu, decodePdu, type Fields, HEADER_BYTES, type Pdu } from './pdu.ts'
import { STATUS } from './status.ts'

/** `silent`: the request left and what became of it is not known. */
export type Answer = { kind: 'answered'; pdu: Pdu; frame: Buffer } | { kind: 'silent'; reason: string; frame?: Buffer }
export type Sent = { sequence: number; sentAt: Date; bytes: Buffer; answer: Promise<Answer> }

export type Wire = {
  /** `performance.now()` of the last bytes from the other side. */
  readonly heardAt: number
  /** Null when nothing can leave any more. Throws when the fields cannot be written. */
  request: (command: string, fields: Fields) => Sent | null
  reply: (request: Pdu, fields: Fields) => void
  destroy: (reason: string) => void
}

export type WireEvents = {
  onConnect: () => void
  onRequest: (pdu: Pdu, frame: Buffer) => void
  onUnreadable: (sentence: string) => void
  /** Once, after every open request has been told. */
  onClose: (reason: string) => void
}

const HIGHEST_SEQUENCE = 0x7fffffff
const RESPONSE_BIT = 0x80000000
const DELIVER_SM = 0x05
const GENERIC_NACK = 0x80000000

export function openWire(
  { host, port, responseTimeoutMs }: { host: string; port: number; responseTimeoutMs: number },
  events: WireEvents,
): Wire {
  const open = new Map<number, { settle: (answer: Answer) => void; timer: NodeJS.Timeout }>()
  const readFrames = createFrameReader()
  let sequence = 0
  let heardAt = performance.now()
  let corked = false
  let closeReason: string | null = null

  const socket = connect({ host, port, noDelay: true })
  const connecting = setTimeout(() => destroy(`no connection within ${responseTimeoutMs} ms`), responseTimeoutMs)
  socket.once('connect', () => {
    clearTimeout(connecting)
    events.onConnect()
  })
  socket.on('data', (chunk) => {
    heardAt = performance.now()
    try {
      for (const frame of readFrames(chunk)) receive(frame)
    } catch (error) {
      destroy(error instanceof Error ? error.message : String(error))
    }
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    closeReason ??= `the connection broke (${error.code ?? error.message})`
  })
  socket.once('close', () => {
    clearTimeout(connecting)
    const reason = closeReason ?? 'the carrier closed the connection'
    closeReason = reason
    for (const request of [...open.keys()]) settle(request, { kind: 'silent', reason })
    events.onClose(reason)
  })

  function receive(frame: Buffer): void {
    const command = frame.readUInt32BE(4)
    const number = frame.readUInt32BE(12)
    try {
      const pdu = decodePdu(frame)
      if (pdu.isResponse()) settle(number, { kind: 'answered', pdu, frame })
      else if (pdu.command === 'unknown') reply(pdu, { command_status: STATUS.invalidCommand })
      else events.onRequest(pdu, frame)
    } catch {
      unreadable(command, number, frame)
    }
  }

  /**
   * The frame's length held, its content did not. An answer leaves its request in doubt. A deliver_sm is refused for
   * good: acknowledged it would be lost in silence, refused for now it would come back for ever and, with carriers
   * that keep an order, hold up everything behind it. Anything else gets a generic_nack.
   */
  function unreadable(command: number, number: number, frame: Buffer): void {
    if (command >= RESPONSE_BIT) settle(number, { kind: 'silent', reason: 'the answer could not be read', frame })
    else {
      const status = command === DELIVER_SM ? STATUS.permanentAppError : STATUS.invalidCommandLength
      writeHeader(command === DELIVER_SM ? command + RESPONSE_BIT : GENERIC_NACK, status, number)
    }
    events.onUnreadable(`refused an unreadable PDU of ${frame.length} bytes (command 0x${command.toString(16)})`)
  }

  function settle(number: number, answer: Answer): void {
    const request = open.get(number)
    if (request === undefined) return
    open.delete(number)
    clearTimeout(request.timer)
    request.settle(answer)
  }

  /** What one tick writes leaves in one packet. */
  function write(bytes: Buffer): void {
    if (!corked) {
      corked = true
      socket.cork()
      process.nextTick(() => {
        corked = false
        socket.uncork()
      })
    }
    socket.write(bytes)
  }

  function writeHeader(command: number, status: number, number: number): void {
    const header = Buffer.alloc(HEADER_BYTES)
    for (const [index, value] of [HEADER_BYTES, command, status, number].entries())
      header.writeUInt32BE(value, index * 4)
    write(header)
  }

  function isOpen(): boolean {
    return closeReason === null && socket.writable && !socket.connecting
  }

  function request(command: string, fields: Fields): Sent | null {
    if (!isOpen()) return null
    const number = sequence === HIGHEST_SEQUENCE ? 1 : sequence + 1
    const bytes = createPdu(command, { ...fields, sequence_number: number }).toBuffer()
    sequence = number
    const { promise, resolve } = Promise.withResolvers<Answer>()
    open.set(number, { settle: resolve, timer: setTimeout(giveUp, responseTimeoutMs, number) })
    write(bytes)
    return { sequence: number, sentAt: new Date(), bytes, answer: promise }
  }

  /** After a pause of this process timers run before the sockets are read: the answer may be waiting there. */
  function giveUp(number: number): void {
    setImmediate(() => settle(number, { kind: 'silent', reason: `no answer within ${responseTimeoutMs} ms` }))
  }

  function reply(request: Pdu, fields: Fields): void {
    if (isOpen()) write(request.response(fields).toBuffer())
  }

  function destroy(reason: string): void {
    closeReason ??= reason
    socket.destroy()
  }

  return {
    get heardAt() {
      return heardAt
    },
    request,
    reply,
    destroy,
  }
}
