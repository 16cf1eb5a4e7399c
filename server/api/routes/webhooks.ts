/** The log of web hooks, endpoints, resending and replays by API: an addition to the contract. */
import type { FastifyInstance } from 'fastify'
import { cancelReplay } from '#domain/webhooks/cancel-replay.ts'
import { FILTER_NAMES, isFiltered } from '#domain/webhooks/delivery-filter.ts'
import { listDeliveries } from '#domain/webhooks/list-deliveries.ts'
import { listEndpoints } from '#domain/webhooks/list-endpoints.ts'
import { listReplays } from '#domain/webhooks/list-replays.ts'
import { previewReplay } from '#domain/webhooks/preview-replay.ts'
import { readDelivery } from '#domain/webhooks/read-delivery.ts'
import { readReplay } from '#domain/webhooks/read-replay.ts'
import { resendDelivery } from '#domain/webhooks/resend-delivery.ts'
import { startReplay } from '#domain/webhooks/start-replay.ts'
import { env } from '#lib/env.ts'
import { isId } from '#lib/ids.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { attributesOf, type Body, readBody } from '../read-body.ts'
import { FILTER_ZONE, minuteOf, readFilter } from '../read-delivery-filter.ts'
import { QueryReader } from '../read-query.ts'
import { renderDelivery, renderEndpoint, renderReplay, renderWholeDelivery } from '../render-delivery.ts'
import { param, resource } from './resource.ts'

const PATH = '/v2.2/webhooks'
const MOST = 200
const USUAL = 50
const RATE = { min: 1, max: 1_000, fallback: 50 }

export function webhookRoutes(app: FastifyInstance): void {
  resource(app, `${PATH}/deliveries`, {
    GET: async (request, reply) => {
      const query = new QueryReader(request)
      const limit = query.integer('limit', { min: 1, max: MOST, fallback: USUAL })
      const filter = readFilter(query)
      // Where nothing bounds it, the last day: a search through everything is asked for by its time.
      const bounded =
        filter.from || filter.message ? filter : { ...filter, from: minuteOf(new Date(now().getTime() - DAY_MS)) }
      const before = readBefore(query)
      query.check()
      const input = { filter: bounded, zone: FILTER_ZONE, before, limit, isCounted: false }
      const { rows, older } = await listDeliveries(scopeOf(request), input)
      const asked = Object.entries(bounded).filter(([, value]) => value !== '')
      const next = new URLSearchParams([...asked, ['limit', String(limit)], ['before', older ?? '']])
      return reply.type(JSON_API).send({
        data: rows.map(renderDelivery),
        links: older ? { next: `${env.api.url}${PATH}/deliveries?${next}` } : {},
      })
    },
  })
  resource(app, `${PATH}/deliveries/:id`, {
    GET: async (request, reply) => {
      const delivery = await readDelivery(scopeOf(request), param(request, 'id'))
      return reply.type(JSON_API).send({ data: renderWholeDelivery(delivery) })
    },
  })
  resource(app, `${PATH}/deliveries/:id/resend`, {
    POST: async (request, reply) => {
      await resendDelivery(scopeOf(request), { id: param(request, 'id') })
      return reply
        .code(202)
        .type(JSON_API)
        .send({ data: { id: param(request, 'id'), type: 'webhook_delivery' } })
    },
  })
  resource(app, `${PATH}/endpoints`, {
    GET: async (request, reply) => {
      const endpoints = await listEndpoints(scopeOf(request))
      return reply.type(JSON_API).send({ data: endpoints.map(renderEndpoint) })
    },
  })
  replayRoutes(app)
}

function replayRoutes(app: FastifyInstance): void {
  resource(app, `${PATH}/replays`, {
    GET: async (request, reply) => {
      const query = new QueryReader(request)
      const before = readBefore(query)
      query.check()
      const { replays, older } = await listReplays(scopeOf(request), before)
      const links = older ? { next: `${env.api.url}${PATH}/replays?before=${older}` } : {}
      return reply.type(JSON_API).send({ data: replays.map(renderReplay), links })
    },
    POST: async (request, reply) => {
      const scope = scopeOf(request)
      const query = bodyReader(attributesOf(readBody(request.body as Buffer | undefined)))
      const perSecond = query.integer('per_second', RATE)
      const filter = readFilter(query)
      if (!isFiltered(filter)) query.wrong('from', 'Say which events: since when, or by another field of the filter.')
      query.check()
      const id = await startReplay(scope, { filter, zone: FILTER_ZONE, perSecond })
      return reply
        .code(202)
        .type(JSON_API)
        .send({ data: renderReplay(await readReplay(scope, id)) })
    },
  })
  resource(app, `${PATH}/replays/preview`, {
    GET: async (request, reply) => {
      const query = new QueryReader(request)
      const filter = readFilter(query)
      query.check()
      const found = await previewReplay(scopeOf(request), { filter, zone: FILTER_ZONE })
      const attributes = {
        total: found.total,
        by_outcome: Object.fromEntries(found.byOutcome.map(({ outcome, count }) => [outcome, count])),
        by_endpoint: found.byEndpoint.map(({ id, address, count }) => ({ endpoint_id: id, address, count })),
        cost_nanodollars: found.costNanos,
      }
      return reply.type(JSON_API).send({ data: { type: 'webhook_replay_preview', attributes } })
    },
  })
  resource(app, `${PATH}/replays/:id`, {
    GET: async (request, reply) => {
      const replay = await readReplay(scopeOf(request), param(request, 'id'))
      return reply.type(JSON_API).send({ data: renderReplay(replay) })
    },
    DELETE: async (request, reply) => {
      await cancelReplay(scopeOf(request), { id: param(request, 'id') })
      return reply.code(204).send()
    },
  })
}

/** A field that is misspelt would let more go out than was meant. */
function bodyReader(body: Body): QueryReader {
  const known: readonly string[] = [...FILTER_NAMES, 'per_second']
  const texts = Object.entries(body).map(([name, value]) => [name, typeof value === 'number' ? `${value}` : value])
  const query = new QueryReader({ query: Object.fromEntries(texts) })
  for (const [name, value] of texts) {
    if (!known.includes(`${name}`)) query.wrong(`${name}`, `There is no such field. There are: ${known.join(', ')}.`)
    else if (typeof value !== 'string') query.wrong(`${name}`, 'Must be a string.')
  }
  return query
}

function readBefore(query: QueryReader): string | null {
  const before = query.text('before') ?? null
  if (before !== null && !isId(before)) query.wrong('before', 'Must be as links.next of the page before gave it.')
  return before
}
