/** A customer's receiver: an HTTP server that keeps every request byte for byte and answers as it is told. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Posted = {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  webhookId: string
  /** What it was answered; null while the answer is not out. */
  status: number | null
}
/** `attempt` counts the posts of the same web hook, from 1. */
export type Answerer = (posted: Posted, attempt: number) => number | Promise<number>

export type Receiver = {
  url: string
  posts: readonly Posted[]
  /** Resolves when at least this many have come. */
  has: (count: number) => Promise<readonly Posted[]>
  close: () => Promise<void>
}

export async function startReceiver(answer: Answerer = () => 200): Promise<Receiver> {
  const posts: Posted[] = []
  const attempts = new Map<string, number>()
  const waiting: { count: number; resolve: () => void }[] = []

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const webhookId = String(request.headers['webhook-id'] ?? '')
    const posted: Posted = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
      webhookId,
      status: null,
    }
    const attempt = (attempts.get(webhookId) ?? 0) + 1
    attempts.set(webhookId, attempt)
    posts.push(posted)
    for (const one of waiting) if (posts.length >= one.count) one.resolve()
    const status = await answer(posted, attempt)
    posted.status = status
    response.writeHead(status).end('ok')
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    has: async (count) => {
      if (posts.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }))
      return posts
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
