/** Every error leaves in the contract's shape (contract section 2). What is unexpected is logged under its id and not shown. */
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { refusals } from './metrics.ts'

export const JSON_API = 'application/vnd.api+json'
export const MAX_BODY_BYTES = 65_536

export function errorBody(refusal: Refusal, id: string = randomUUID()) {
  return {
    errors: [
      {
        id,
        status: refusal.status,
        ...(refusal.title ? { title: refusal.title } : {}),
        detail: refusal.fields ? { data: { attributes: refusal.fields } } : refusal.message,
        code: refusal.contractCode ?? refusal.code,
      },
    ],
  }
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { id } = request
  const refusal = toRefusal(error)
  refusals.inc({ code: refusal.code })
  request.refusedAs = refusal.code
  request.refusedBecause = sentenceOf(refusal)
  if (refusal.code === 'fault') {
    const fault = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) }
    log.error({ id, route: request.routeOptions.url, fault }, 'the API failed')
  }
  if (refusal.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(refusal.retryAfterSeconds))
  // Bytes, so that Fastify adds no charset, also where no hook runs.
  const body = Buffer.from(JSON.stringify(errorBody(refusal, id)))
  return reply.code(refusal.status).type(JSON_API).send(body)
}

/** In one line, what stands in the answer in several fields. */
function sentenceOf({ fields, message }: Refusal): string {
  if (!fields) return message
  return Object.entries(fields)
    .map(([name, sentences]) => `${name}: ${sentences.join(' ')}`)
    .join(' ')
}

/** For what the HTTP parser refuses: there is no request to answer, only a line to answer on before it is closed. */
export function sendErrorRaw(error: Error & { code?: string }, socket: Socket): void {
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new Refusal('headers_too_large')
      : new Refusal('malformed', { places: { why: 'this is not HTTP.' } })
  refusals.inc({ code: refusal.code })
  if (!socket.writable) return
  const body = JSON.stringify(errorBody(refusal))
  socket.end(
    `HTTP/1.1 ${refusal.status} ${refusal.title}\r\nContent-Type: ${JSON_API}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code, statusCode } = error as Partial<FastifyError>
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('too_large', { places: { limit: String(MAX_BODY_BYTES) } })
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH') return new Refusal('no_such_path')
  if (statusCode === 400 && code?.startsWith('FST_'))
    return new Refusal('malformed', { places: { why: 'its framing is wrong.' } })
  return new Refusal(isDatabaseDown(code) ? 'unavailable' : 'fault')
}

/** Connection refused, starting up, shutting down, too many connections. */
function isDatabaseDown(code: string | undefined): boolean {
  return code !== undefined && /^(ECONNREFUSED|ECONNRESET|57P0[1-3]|53300|08\w{3})$/.test(code)
}
