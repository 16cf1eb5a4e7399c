/** The events of an account by cursor: for clients that set no URL, or read again what theirs has missed. An addition to the contract. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { awaitEvents, MOST_WAIT_SECONDS } from '#domain/webhooks/await-events.ts'
import { EVENT_KINDS, type EventKind } from '#domain/webhooks/delivery.ts'
import { type FeedEvent, MOST_EVENTS } from '#domain/webhooks/read-events.ts'
import { env } from '#lib/env.ts'
import { SECOND_MS } from '#lib/time.ts'
import { authenticateAgain, scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { QueryReader } from '../read-query.ts'
import { resource } from './resource.ts'

const PATH = '/v2.2/events'
const USUAL = 100

export function eventRoutes(app: FastifyInstance): void {
  const waiting = new Set<AbortController>()
  // A process that is to end answers those who wait at once: they come again, to another.
  app.addHook('preClose', async () => {
    for (const one of waiting) one.abort()
  })
  resource(app, PATH, {
    GET: async (request, reply) => {
      const query = new QueryReader(request)
      const after = query.text('after') ?? null
      const limit = query.integer('limit', { min: 1, max: MOST_EVENTS, fallback: USUAL })
      const waitSeconds = query.integer('wait', { min: 0, max: MOST_WAIT_SECONDS, fallback: 0 })
      const kinds = readKinds(query)
      query.check()
      const stop = stopWith(reply)
      waiting.add(stop)
      try {
        const asked = { after, limit, kinds }
        const askAgain = () => authenticateAgain(request)
        const waits = { waitMs: waitSeconds * SECOND_MS, signal: stop.signal, askAgain }
        const { events, cursor, hasMore } = await awaitEvents(scopeOf(request), asked, waits)
        const next = new URLSearchParams({
          after: cursor,
          limit: String(limit),
          ...(kinds.length > 0 ? { kind: kinds.join(',') } : {}),
          ...(waitSeconds > 0 ? { wait: String(waitSeconds) } : {}),
        })
        // Kept open, it would keep a process that is to end.
        if (stop.signal.aborted) reply.header('connection', 'close')
        return reply.type(JSON_API).send({
          data: events.map(renderEvent),
          // Always there: what comes later stands behind it.
          links: { next: `${env.api.url}${PATH}?${next}` },
          meta: { cursor, has_more: hasMore },
        })
      } finally {
        waiting.delete(stop)
      }
    },
  })
}

/** Aborts when the client goes away. */
function stopWith(reply: FastifyReply): AbortController {
  const stop = new AbortController()
  reply.raw.once('close', () => stop.abort())
  return stop
}

function readKinds(query: QueryReader): EventKind[] {
  const asked = (query.text('kind') ?? '').split(',').filter((one) => one !== '')
  const kinds = EVENT_KINDS.filter((kind) => asked.includes(kind))
  if (asked.some((one) => !kinds.some((kind) => kind === one)))
    query.wrong('kind', `Must be one or more of: ${EVENT_KINDS.join(', ')}.`)
  return kinds
}

function renderEvent({ id, kind, at, status, heldWhy, body }: FeedEvent) {
  return {
    id,
    type: kind,
    attributes: { created_at: at.toISOString(), status, held_why: heldWhy, payload: JSON.parse(body) as unknown },
  }
}
