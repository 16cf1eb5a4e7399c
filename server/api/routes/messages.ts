import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { findMessageRecord } from '#domain/reports/message-records.ts'
import { readTrace } from '#domain/reports/read-trace.ts'
import { traceJson } from '#domain/reports/trace-json.ts'
import { env } from '#lib/env.ts'
import { toMessageRef } from '#lib/ids.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { attributesOf, readBody } from '../read-body.ts'
import { readIdempotencyKey } from '../read-idempotency-key.ts'
import { renderRecord, type Version } from '../render-record.ts'
import { listMessages } from './message-list.ts'
import { param, resource } from './resource.ts'

export function messageRoutes(app: FastifyInstance): void {
  for (const version of ['v2', 'v2.1', 'v2.2'] as const) {
    resource(app, `/${version}/messages`, {
      POST: (request, reply) => send(version, request, reply),
      GET: (request, reply) => listMessages(version, request, reply),
    })
    resource(app, `/${version}/messages/:id`, {
      GET: async (request, reply) => {
        const record = await findMessageRecord(scopeOf(request), param(request, 'id'))
        return reply.type(JSON_API).send({ data: renderRecord(version, record) })
      },
    })
  }
  resource(app, '/v2.2/messages/:id/trace', { GET: trace })
}

/** An addition to the contract: everything that happened to one message, with its causes. */
async function trace(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const found = await readTrace(scopeOf(request), param(request, 'id'))
  return reply.type(JSON_API).send({ data: traceJson(found) })
}

/** Contract 5.1 and 5.2: 202 with `mdr2-` and a link; v2 answers 200 with `mdr1-` and nothing else. */
async function send(version: Version, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const input = parseSendInput(attributesOf(readBody(request.body as Buffer | undefined)))
  request.ownNumber = input.from
  const idempotencyKey = readIdempotencyKey(request)
  const body = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
  const facts = { id: request.id, contentType: request.declaredType, body }
  const accepted = await acceptMessage(scopeOf(request), input, { idempotencyKey, apiVersion: version, request: facts })
  if (accepted.replayed) reply.header('idempotent-replayed', 'true')
  if (version === 'v2') {
    return reply
      .code(200)
      .type('application/json')
      .send({ data: { id: toMessageRef(accepted.id, 'mdr1') } })
  }
  const id = toMessageRef(accepted.id)
  const self = `${env.api.url}/${version}/messages/${id}`
  const dollars = (nanos: bigint) => Number(nanos) / 1e9
  const price =
    version === 'v2.2'
      ? {
          price_details: {
            base_rate: dollars(accepted.partNanos),
            surcharge_rate: dollars(accepted.surchargeNanos),
            charged_cost: dollars(accepted.priceNanos),
          },
        }
      : {}
  return reply
    .code(202)
    .type(JSON_API)
    .send({ data: { id, type: 'message', links: { self }, ...price } })
}
