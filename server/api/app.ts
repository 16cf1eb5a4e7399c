/** The public HTTP API: parses, asks the domain, answers. Nothing is decided here. */
import Fastify, { type FastifyInstance } from 'fastify'
import { Refusal } from '#lib/refusals.ts'
import { authenticate } from './authenticate.ts'
import { errorBody, JSON_API, MAX_BODY_BYTES, sendError } from './errors.ts'
import { requests } from './metrics.ts'
import { callbackRoutes } from './routes/callbacks.ts'
import { messageRoutes } from './routes/messages.ts'
import { numberRoutes } from './routes/numbers.ts'
import { operationRoutes } from './routes/operations.ts'

export function createApi(): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 30_000,
    keepAliveTimeout: 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: 200 },
    // A request that is not even HTTP: the contract's shape all the same, then the line is closed.
    clientErrorHandler: (_error, socket) => {
      const body = JSON.stringify(errorBody(new Refusal('malformed', { places: { why: 'this is not HTTP.' } })))
      if (!socket.writable) return
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: ${JSON_API}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      )
    },
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler(sendError)
  app.setNotFoundHandler((request, reply) => sendError(new Refusal('no_such_path'), request, reply))
  app.addHook('onRequest', async (request, reply) => {
    // The bytes decide, not the header: even a content type that cannot be parsed is let in (contract section 10).
    if (request.headers['content-type'] !== undefined) request.headers['content-type'] = 'application/octet-stream'
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.decorateRequest('scope', null)
  operationRoutes(app)
  app.register(async (tenant) => {
    tenant.addHook('onRequest', authenticate)
    callbackRoutes(tenant)
    messageRoutes(tenant)
    numberRoutes(tenant)
  })
  return app
}
