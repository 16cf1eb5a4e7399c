import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { createFrameReader } from '#server/carriers/smpp/frames.ts'
import { createPdu, decodePdu, type Pdu } from '#server/carriers/smpp/pdu.ts'

export type BareCarrier = {
  port: number
  /** Every PDU that came, in order, over all connections. */
  heard: Pdu[]
  hears: (command: string, count?: number) => Promise<Pdu>
  /** Sends bytes to the newest connection. */
  send: (bytes: Buffer) => void
  drop: () => void
}

/** A carrier that does only what the test tells it: return the answer to a PDU, or null for silence. */
export async function startBareCarrier(answer: (pdu: Pdu) => Pdu | null, chunkBytes = 70_000): Promise<BareCarrier> {
  const heard: Pdu[] = []
  const watchers = new Set<() => void>()
  const sockets: Socket[] = []
  const server = createServer({ noDelay: true }, (socket) => {
    const read = createFrameReader()
    sockets.push(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const frame of read(chunk)) {
        const pdu = decodePdu(frame)
        heard.push(pdu)
        const bytes = pdu.isResponse() ? null : (answer(pdu)?.toBuffer() ?? null)
        if (bytes !== null) dribble(socket, bytes)
        for (const watcher of [...watchers]) watcher()
      }
    })
  })
  /** One packet per chunk: each leaves in its own turn of the loop. */
  function dribble(socket: Socket, bytes: Buffer): void {
    socket.write(bytes.subarray(0, chunkBytes))
    if (bytes.length > chunkBytes) setImmediate(dribble, socket, bytes.subarray(chunkBytes))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const drop = () => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(() => {
    drop()
    server.close()
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    heard,
    hears(command, count = 1) {
      const { promise, resolve } = Promise.withResolvers<Pdu>()
      const watcher = () => {
        const found = heard.filter((pdu) => pdu.command === command)[count - 1]
        if (found === undefined) return
        watchers.delete(watcher)
        resolve(found)
      }
      watchers.add(watcher)
      watcher()
      return promise
    },
    send(bytes) {
      const socket = sockets.at(-1)
      if (socket !== undefined) dribble(socket, bytes)
    },
    drop,
  }
}

/** Agrees to everything. */
export function agree(pdu: Pdu): Pdu {
  return pdu.response(pdu.command === 'submit_sm' ? { message_id: String(pdu.sequence_number) } : {})
}

export function deliverSm(text: string, sequence: number): Buffer {
  return createPdu('deliver_sm', {
    sequence_number: sequence,
    source_addr_ton: 1,
    source_addr: '12065550142',
    destination_addr: '12065550100',
    short_message: Buffer.from(text),
    data_coding: 0,
  }).toBuffer()
}
