import type { FastifyInstance } from 'fastify'
import { receiveEvent } from '#domain/payments/receive-event.ts'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'

/** Stripe's own limit for an event is below this. */
const MAX_EVENT_BYTES = 262_144

/** Stripe's web hook: its signature is the whole of its authority. Refused events are answered 200, so that they are not sent for days. */
export function stripeRoutes(app: FastifyInstance): void {
  app.post('/stripe/events', { bodyLimit: MAX_EVENT_BYTES }, async (request) => {
    if (!env.stripe) throw new Refusal('no_such_path')
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const signature = request.headers['stripe-signature']
    return { outcome: await receiveEvent(bytes, typeof signature === 'string' ? signature : '', request.ip) }
  })
}
