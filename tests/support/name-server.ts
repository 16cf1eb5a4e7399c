/** A name server of these tests' own, over UDP. What it does not know, it says does not exist; what is `silent` gets no answer. */
import { createSocket } from 'node:dgram'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

export type NameServer = {
  /** As `WEBHOOK_DNS` takes it. */
  address: string
  /** By name: the addresses of the next look-ups, one row each; the last row stays. */
  names: Map<string, string[][] | 'silent'>
  /** Names about which one family of addresses gets no answer. */
  silentFor: Map<string, 4 | 6>
  asked: string[]
  close: () => void
}

const TYPES = { 1: 4, 28: 6 } as Record<number, 4 | 6>

export async function startNameServer(): Promise<NameServer> {
  const names: NameServer['names'] = new Map()
  const silentFor: NameServer['silentFor'] = new Map()
  const asked: string[] = []
  const turns = new Map<string, number>()
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query)
    asked.push(name)
    const known = names.get(name)
    if (known === 'silent' || (known && silentFor.get(name) === TYPES[type])) return
    // Both families are asked in one look-up: each counts its own.
    const key = `${name} ${type}`
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    const addresses = known?.[Math.min(turn, known.length - 1)] ?? []
    socket.send(
      answerTo(
        query,
        end,
        known !== undefined,
        addresses.filter((one) => isIP(one) === TYPES[type]),
      ),
      from.port,
      from.address,
    )
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return { address: `127.0.0.1:${socket.address().port}`, names, silentFor, asked, close: () => socket.close() }
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function answerTo(query: Buffer, end: number, isKnown: boolean, addresses: string[]): Buffer {
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(isKnown ? 0x8580 : 0x8583, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(addresses.length, 6)
  const records = addresses.map((address) => {
    const data = bytesOf(address)
    const record = Buffer.alloc(12)
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(data.length === 4 ? 1 : 28, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt32BE(300, 6)
    record.writeUInt16BE(data.length, 10)
    return Buffer.concat([record, data])
  })
  return Buffer.concat([head, query.subarray(12, end), ...records])
}

function bytesOf(address: string): Buffer {
  return Buffer.from(ipaddr.parse(address).toByteArray())
}
