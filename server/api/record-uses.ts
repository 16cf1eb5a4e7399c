/** What each key is used for. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { UseGatherer } from '#domain/keys/gather-uses.ts'
import { recordKeyUses } from '#domain/keys/record-key-uses.ts'
import { plainAddress } from '#lib/address-range.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { flushLater } from './flush-later.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The account's own number that the request was about: set by whoever has read it. */
    ownNumber: string
    /** The code of the refusal it was answered with. */
    refusedAs: string
    /** What it was told, in a sentence. */
    refusedBecause: string
  }
}

const MAX_PATH = 300

export function recordUses(app: FastifyInstance): void {
  const gatherer = new UseGatherer()
  const schedule = flushLater(app, 'uses of keys', gatherer, recordKeyUses)
  app.decorateRequest('ownNumber', '')
  app.decorateRequest('refusedAs', '')
  app.decorateRequest('refusedBecause', '')
  app.addHook('onResponse', async (request, reply) => {
    if (!request.sighting) return
    gatherer.add(callOf(request, reply))
    schedule()
  })
}

function callOf(request: FastifyRequest, reply: FastifyReply) {
  const { accountId, keyId, generation } = request.sighting ?? { accountId: '', keyId: '', generation: 0 }
  const { method } = request
  const at = now()
  return {
    accountId,
    keyId,
    generation,
    id: newId(at),
    at,
    method,
    endpoint: `${method} ${request.routeOptions.url ?? ''}`,
    path: (request.url.split('?', 1)[0] ?? '').slice(0, MAX_PATH),
    number: request.ownNumber,
    status: reply.statusCode,
    code: request.refusedAs,
    duration_ms: Math.round(reply.elapsedTime),
    address: plainAddress(request.ip) ?? '',
    agent: request.headers['user-agent']?.slice(0, 200) ?? '',
  }
}
