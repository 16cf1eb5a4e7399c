/**
 * Customers' receivers, in a process of their own: `/ok/…` answers at once, `/hang/…` never does. Counts what came, and for each event how
 * long it had been due: the receiver reads the moment out of the body.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Seen = { answered: number; delaysMs: number[] }

let seen: Seen = { answered: 0, delaysMs: [] }

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (request.url?.startsWith('/hang')) return
    const due = /"due":(\d+)/.exec(Buffer.concat(chunks).toString('latin1'))?.[1]
    if (due) seen.delaysMs.push(Date.now() - Number(due))
    seen.answered += 1
    response.writeHead(200).end('ok')
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))

/** Asked for by any message: what was seen since the last one. */
process.on('message', () => {
  const told = seen
  seen = { answered: 0, delaysMs: [] }
  process.send?.(told)
})
process.once('disconnect', () => process.exit(0))
