/** The sandbox's own door, for a person or a test: make a phone write to us, look at what the carrier saw. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export type Control = {
  /** How many clients can receive. */
  bound: () => number
  /** Resolves true when every part was acknowledged, false when one was refused for good. */
  receive: (from: string, to: string, body: string) => Promise<boolean>
  log: () => readonly unknown[]
  isOpen: boolean
}

const ACKNOWLEDGE_WAIT_MS = 10_000
const MOST_BYTES = 100_000
/** A page elsewhere can make its own name lead here (DNS rebinding); its requests then carry that name. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i
const NUMBER = /^\+?\d{3,15}$/

/**
 * `POST /receive` keeps the message in any case, as a carrier would: 503 says that it was not acknowledged yet and will
 * be delivered when a client is there. Only JSON is taken, so that no page in a browser can post here unasked.
 */
export function createControl(control: Control): Server {
  return createServer((request, response) => {
    route(request, response, control).catch(() => answer(response, 500, { error: 'The sandbox made a mistake.' }))
  })
}

async function route(request: IncomingMessage, response: ServerResponse, control: Control): Promise<void> {
  const asked = `${request.method} ${request.url}`
  if (!LOCAL.test(request.headers.host ?? '')) return answer(response, 404, { error: 'This door has another name.' })
  if (asked === 'GET /readyz') return answer(response, 200, { ready: true, bound: control.bound() })
  if (!control.isOpen) return answer(response, 404, { error: 'In production there is GET /readyz and nothing else.' })
  switch (asked) {
    case 'GET /log':
      return answer(response, 200, control.log())
    case 'POST /receive':
      return receive(request, response, control)
    default:
      return answer(response, 404, { error: 'There is GET /readyz, GET /log and POST /receive.' })
  }
}

async function receive(request: IncomingMessage, response: ServerResponse, control: Control): Promise<void> {
  const message = request.headers['content-type']?.startsWith('application/json') ? await readMessage(request) : null
  if (message === null) {
    const error = 'Send JSON with "from" and "to" as digits and "body" as text, content type application/json.'
    return answer(response, 400, { error })
  }
  const isBound = control.bound() > 0
  const outcome = control.receive(message.from, message.to, message.body)
  const kept = 'the message is kept and delivered as soon as it can be.'
  if (!isBound) return answer(response, 503, { error: `Nobody is bound to the sandbox: ${kept}` })

  const { promise: patience, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(resolve, ACKNOWLEDGE_WAIT_MS, null)
  const isTaken = await Promise.race([outcome, patience])
  clearTimeout(timer)
  if (isTaken === null) answer(response, 503, { error: `Nobody acknowledged within 10 seconds: ${kept}` })
  else if (isTaken) answer(response, 200, { acknowledged: true })
  else answer(response, 502, { error: 'The client refused the message for good.' })
}

async function readMessage(request: IncomingMessage): Promise<{ from: string; to: string; body: string } | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MOST_BYTES) return null
  }
  try {
    const { from, to, body }: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString())
    if (typeof from !== 'string' || typeof to !== 'string' || typeof body !== 'string') return null
    return NUMBER.test(from) && NUMBER.test(to) ? { from, to, body } : null
  } catch {
    return null
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`)
}
