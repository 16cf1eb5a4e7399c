import type { FastifyInstance, FastifyRequest } from 'fastify'
import { query } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { register } from '../metrics.ts'

/** For whoever runs this: is it alive, is it ready, what does it count. */
export function operationRoutes(app: FastifyInstance): void {
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async () => {
    await query('select 1').catch(() => {
      throw new Refusal('unavailable')
    })
    return { ok: true }
  })
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) throw new Refusal('no_such_path')
    return reply.type(register.contentType).send(await register.metrics())
  })
}

/** Counts are nobody's business outside: the scraper runs on this machine, and nothing forwards to it. */
function isLocal(request: FastifyRequest): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(request.ip) && request.headers['x-forwarded-for'] === undefined
}
