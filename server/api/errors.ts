/** Every error leaves in the contract's shape (contract section 2). What is unexpected is logged under its id and not shown. */
import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { refusals } from './metrics.ts'

export const JSON_API = 'application/vnd.api+json'
export const MAX_BODY_BYTES = 65_536

export function errorBody(refusal: Refusal, id = randomUUID()) {
  return {
    errors: [
      {
        id,
        status: refusal.status,
        ...(refusal.title ? { title: refusal.title } : {}),
        detail: refusal.fields ? { data: { attributes: refusal.fields } } : refusal.message,
        code: refusal.code,
      },
    ],
  }
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const id = randomUUID()
  const refusal = toRefusal(error)
  refusals.inc({ code: refusal.code })
  if (refusal.code === 'fault') {
    const fault = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) }
    log.error({ id, route: request.routeOptions.url, fault }, 'the API failed')
  }
  if (refusal.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(refusal.retryAfterSeconds))
  return reply.code(refusal.status).type(JSON_API).send(errorBody(refusal, id))
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code, statusCode } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('too_large', { places: { limit: String(MAX_BODY_BYTES) } })
  if (statusCode === 400 && code?.startsWith('FST_'))
    return new Refusal('malformed', { places: { why: 'its framing is wrong.' } })
  return new Refusal(isDatabaseDown(code) ? 'unavailable' : 'fault')
}

/** Connection refused, starting up, shutting down, too many connections. */
function isDatabaseDown(code: string | undefined): boolean {
  return code !== undefined && /^(ECONNREFUSED|ECONNRESET|57P0[1-3]|53300|08\w{3})$/.test(code)
}
