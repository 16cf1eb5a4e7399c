/** One number (contract 7.1): shown, bought, changed, released. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { buyNumber } from '#domain/numbers/buy-number.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { releaseNumber } from '#domain/numbers/release-number.ts'
import { Refusal } from '#lib/refusals.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { attributesOf, readBody } from '../read-body.ts'
import { readIdempotencyKey } from '../read-idempotency-key.ts'
import { renderWholeNumber } from '../render-number.ts'
import { changeByApi } from './change-number.ts'
import { param, resource } from './resource.ts'

export function oneNumberRoutes(app: FastifyInstance): void {
  resource(app, '/v2/numbers/:number', {
    GET: async (request, reply) => {
      const number = await readNumber(scopeOf(request), numberOf(request))
      // A released number can be taken back in the portal; for clients it has left the account.
      if (number.messagingState === 'released') throw new Refusal('not_found')
      return reply.type(JSON_API).send(renderWholeNumber(number))
    },
    POST: async (request, reply) => {
      const e164 = numberOf(request)
      checkPurchase(request.body)
      const bought = await buyNumber(scopeOf(request), e164, { idempotencyKey: readIdempotencyKey(request) })
      if (bought.replayed) reply.header('idempotent-replayed', 'true')
      return reply.code(201).type(JSON_API).send(renderWholeNumber(bought.number))
    },
    PATCH: async (request, reply) => {
      const e164 = numberOf(request)
      const number = await changeByApi(
        scopeOf(request),
        e164,
        attributesOf(readBody(request.body as Buffer | undefined)),
      )
      return reply.type(JSON_API).send(renderWholeNumber(number))
    },
    DELETE: async (request, reply) => {
      const e164 = numberOf(request)
      await releaseNumber(scopeOf(request), { e164, typed: e164 })
      return reply.code(204).send()
    },
  })
}

/** In any spelling; what is no number is nobody's. */
function numberOf(request: FastifyRequest): string {
  const number = parseNumber(param(request, 'number'))
  if (!number.ok) throw new Refusal('not_found')
  request.ownNumber = number.e164
  return number.e164
}

/** Clients send nothing, or two switches that are on anyway or belong to voice. */
function checkPurchase(body: unknown): void {
  const attributes = attributesOf(readBody(body as Buffer | undefined))
  const wrong = ['cnam_lookups_enabled', 'messaging_enabled'].filter((name) => {
    const value = attributes[name]
    return value !== undefined && value !== null && !/^(true|false)$/i.test(String(value))
  })
  if (wrong.length > 0)
    throw new Refusal('invalid', {
      fields: Object.fromEntries(wrong.map((name) => [name, ['Must be true or false.']])),
    })
}
