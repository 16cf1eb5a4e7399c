/**
 * Stripe on this machine, as far as Longcode speaks with it: forms in, JSON out, idempotency keys kept, a page where a card is given,
 * and events that are signed. A card that ends in 0341 is saved, and declined whenever nobody is there.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import Stripe from 'stripe'
import { cardPage, type Intent, intentOf, type Json, newBooks, type Session } from './objects.ts'

export const SECRETS = { STRIPE_SECRET_KEY: 'sk_test_double', STRIPE_WEBHOOK_SECRET: 'whsec_double' }

type Answer = { status: number; body: Json }

export type StripeDouble = {
  url: string
  environment: Record<string, string>
  /** How many payments were tried with saved cards, by account. */
  tries: (accountId: string) => number
  /** The body of an event and its signature, as Stripe would send them. */
  event: (type: string, object: Json, more?: Json) => Signed
  /** Where events go from now on, by themselves. */
  serve: (hookUrl: string) => void
  /** The next call answers, and then the line breaks, so that nobody hears it. */
  breakNext: () => void
  /** Whoever asks for this payment finds it. */
  keep: (intent: Intent) => void
  stop: () => Promise<void>
}
export type Signed = { id: string; bytes: Buffer; signature: string }

export function sign(event: Json, secret = SECRETS.STRIPE_WEBHOOK_SECRET, at = Date.now()): Signed {
  const payload = JSON.stringify(event)
  const timestamp = Math.floor(at / 1000)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
  return { id: String(event.id), bytes: Buffer.from(payload), signature }
}

export function eventOf(type: string, object: Json, more: Json = {}): Json {
  const created = Math.floor(Date.now() / 1000)
  return {
    id: `evt_${randomUUID()}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    created,
    livemode: false,
    type,
    data: { object },
    ...more,
  }
}

export async function startStripeDouble(): Promise<StripeDouble> {
  const books = newBooks()
  const answers = new Map<string, Answer & { asked: string }>()
  let hookUrl: string | null = null
  let breaks = 0

  async function tell(type: string, object: Json): Promise<void> {
    if (!hookUrl) return
    const { bytes, signature } = sign(eventOf(type, object))
    await fetch(hookUrl, { method: 'POST', headers: { 'stripe-signature': signature }, body: new Uint8Array(bytes) })
  }

  function answerOnce(path: string, asked: string, key: string | undefined): Answer {
    const before = key ? answers.get(key) : undefined
    if (before && before.asked !== path + asked)
      return { status: 400, body: { error: { type: 'idempotency_error', message: 'Keys for idempotent requests…' } } }
    const answer = before ?? books.answer(path, new URLSearchParams(asked), url, tell)
    if (key) answers.set(key, { ...answer, asked: path + asked })
    return answer
  }

  async function handle(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', url).pathname
    const asked = await text(request)
    if (path.startsWith('/pay/'))
      return pay(request.method === 'POST', path.slice(5), new URLSearchParams(asked), answer)
    if (request.headers.authorization !== `Bearer ${SECRETS.STRIPE_SECRET_KEY}`)
      return reply(answer, 401, { error: { message: 'No key.' } })
    const key = request.headers['idempotency-key']
    const { status, body } = request.method === 'GET' ? books.read(path) : answerOnce(path, asked, key?.toString())
    if (breaks > 0) {
      breaks -= 1
      answer.destroy()
      return
    }
    reply(answer, status, body)
  }

  /** The page where a card is given; what was chosen is told before the browser goes back. */
  async function pay(isSent: boolean, id: string, form: URLSearchParams, answer: ServerResponse): Promise<void> {
    const session = books.sessions.get(id)
    if (!session) return reply(answer, 404, { error: { message: 'No such session.' } })
    if (!isSent) {
      answer.writeHead(200, { 'content-type': 'text/html' }).end(cardPage(session))
      return
    }
    await books.complete(session, form.get('card') ?? '4242', tell)
    answer.writeHead(303, { location: session.success_url }).end()
  }

  const server = createServer((request, answer) => {
    handle(request, answer).catch((fault: unknown) => reply(answer, 500, { error: { message: String(fault) } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    url,
    environment: { ...SECRETS, STRIPE_API_URL: url },
    tries: (accountId) => books.tries.filter((tried) => tried === accountId).length,
    event: (type, object, more) => sign(eventOf(type, object, more)),
    serve: (next) => {
      hookUrl = next
    },
    breakNext: () => {
      breaks += 1
    },
    keep: books.keepIntent,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function reply(answer: ServerResponse, status: number, body: Json): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export type { Intent, Json, Session }
export { intentOf }
