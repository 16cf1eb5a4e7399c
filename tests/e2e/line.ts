/** A line to the portal that a test can cut: to the browser it is the network failing, or the portal being started again. */

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { stackFacts } from '#tests/support/stack-facts.ts'

export type Line = { url: string; cut: () => Promise<void>; mend: () => Promise<void> }

export async function openLine(): Promise<Line> {
  const portal = new URL(stackFacts().portalUrl)
  const sockets = new Set<Socket>()

  function join(one: Socket, other: Socket): void {
    sockets.add(one)
    one.on('error', () => other.destroy())
    one.on('close', () => {
      sockets.delete(one)
      other.destroy()
    })
    one.pipe(other)
  }

  const server = createServer((browser) => {
    const upstream = connect(Number(portal.port), portal.hostname)
    join(browser, upstream)
    join(upstream, browser)
  })
  await listen(server, 0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    mend: () => listen(server, port),
    cut: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve())
  })
}
