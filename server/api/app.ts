/** The public HTTP API: parses, asks the domain, answers. Nothing is decided here. */
import Fastify, { type FastifyInstance } from 'fastify'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { authenticate } from './authenticate.ts'
import { MAX_BODY_BYTES, sendError, sendErrorRaw } from './errors.ts'
import { requests } from './metrics.ts'
import { recordRefusedCalls } from './record-refusals.ts'
import { recordUses } from './record-uses.ts'
import { billRoutes } from './routes/bills.ts'
import { callbackRoutes } from './routes/callbacks.ts'
import { eventRoutes } from './routes/events.ts'
import { inventoryRoutes } from './routes/inventory.ts'
import { messageRoutes } from './routes/messages.ts'
import { oneNumberRoutes } from './routes/number.ts'
import { numberRoutes } from './routes/numbers.ts'
import { operationRoutes } from './routes/operations.ts'
import { optOutRoutes } from './routes/optouts.ts'
import { portOrderRoutes } from './routes/portorders.ts'
import { provisionRoutes } from './routes/provision.ts'
import { METHODS } from './routes/resource.ts'
import { stripeRoutes } from './routes/stripe.ts'
import { webhookRoutes } from './routes/webhooks.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the client called its body: for the trace alone. */
    declaredType: string | null
  }
}

const KNOWN_METHODS: readonly string[] = [...METHODS, 'HEAD']

export function createApi(): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 30_000,
    keepAliveTimeout: 60_000,
    forceCloseConnections: 'idle',
    trustProxy: env.trustedProxies.length > 0 ? env.trustedProxies : false,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: 200 },
    // A request without Host is answered like any other: no link is made from that header.
    http: { requireHostHeader: false },
    // One id for the answer's header, an error's `id`, the message's trace and the list of refused calls.
    genReqId: () => newId(),
    // What fails before a route is found, or is not even HTTP: the contract's shape all the same.
    frameworkErrors: sendError,
    clientErrorHandler: sendErrorRaw,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler(sendError)
  app.setNotFoundHandler((request, reply) => sendError(new Refusal('no_such_path'), request, reply))
  // Node would answer an unknown `Expect` with an empty 417.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response))
  app.addHook('onRequest', async (request, reply) => {
    // The bytes decide, not the header: even a content type that cannot be parsed is let in (contract section 10).
    request.declaredType = request.headers['content-type']?.slice(0, 100) ?? null
    if (request.declaredType !== null) request.headers['content-type'] = 'application/octet-stream'
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-request-id': request.id })
    if (!KNOWN_METHODS.includes(request.method)) throw new Refusal('method_not_allowed')
  })
  app.addHook('onSend', async (_request, reply) => {
    // Fastify adds a charset; the contract's types have none, and clients compare them as text.
    const type = reply.getHeader('content-type')
    if (typeof type === 'string' && type.includes('json')) reply.header('content-type', type.replace(/;.*/, ''))
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.decorateRequest('scope', null)
  app.decorateRequest('sighting', null)
  app.decorateRequest('declaredType', null)
  recordUses(app)
  recordRefusedCalls(app)
  operationRoutes(app)
  stripeRoutes(app)
  app.register(async (tenant) => {
    tenant.addHook('onRequest', authenticate)
    billRoutes(tenant)
    callbackRoutes(tenant)
    eventRoutes(tenant)
    inventoryRoutes(tenant)
    messageRoutes(tenant)
    numberRoutes(tenant)
    provisionRoutes(tenant)
    optOutRoutes(tenant)
    portOrderRoutes(tenant)
    webhookRoutes(tenant)
    oneNumberRoutes(tenant)
  })
  return app
}
