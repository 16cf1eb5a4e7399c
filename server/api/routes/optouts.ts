/** Opt-outs by API: an addition to the contract, which has none. */
import type { FastifyInstance } from 'fastify'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { addOptOut } from '#domain/optouts/add-opt-out.ts'
import { listOptOuts, type OptOut } from '#domain/optouts/list-opt-outs.ts'
import { OPT_OUT_SOURCES } from '#domain/optouts/opt-out.ts'
import { removeOptOut } from '#domain/optouts/remove-opt-out.ts'
import { digits } from '#domain/webhooks/payload.ts'
import { toMessageRef } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { attributesOf, type Body, readBody } from '../read-body.ts'
import { PageReader } from '../read-page.ts'
import { param, resource } from './resource.ts'

const PATH = '/v2.2/optouts'
const MOST = 200
const NUMBER = /^\+?1?\d{10}$/

export function optOutRoutes(app: FastifyInstance): void {
  resource(app, PATH, {
    GET: async (request, reply) => {
      const query = new PageReader(request, MOST)
      const asked = (name: string) => {
        const number = query.pattern(name, NUMBER, 'Must be a number such as 12065550142.')
        const parsed = number === undefined ? null : parseNumber(number)
        return parsed?.ok ? { [name]: parsed.e164 } : {}
      }
      const source = query.pattern('source', SOURCE, `Must be one of: ${OPT_OUT_SOURCES.join(', ')}.`)
      const known = OPT_OUT_SOURCES.find((one) => one === source)
      const state = query.pattern('state', /^(in_force|lifted)$/, 'Must be in_force or lifted.')
      const filter = {
        ...asked('number'),
        ...asked('consumer'),
        ...(known ? { source: known } : {}),
        ...(state ? { inForce: state === 'in_force' } : {}),
      }
      query.check()
      return query.send(reply, PATH, await listOptOuts(scopeOf(request), { filter, ...query.ask() }), renderOptOut)
    },
    POST: async (request, reply) => {
      const scope = scopeOf(request)
      const body = attributesOf(readBody(request.body as Buffer | undefined))
      const [number, consumer, note] = [textOf(body, 'number'), textOf(body, 'consumer'), textOf(body, 'note')]
      const { isNew, optOut } = await addOptOut(scope, { number, consumer, note })
      return reply
        .code(isNew ? 201 : 200)
        .type(JSON_API)
        .send({ data: renderOptOut(optOut) })
    },
  })
  resource(app, `${PATH}/:id`, {
    DELETE: async (request, reply) => {
      const given = attributesOf(readBody(request.body as Buffer | undefined))
      const { reason } = request.query as Body
      const body = typeof reason === 'string' ? { reason } : given
      await removeOptOut(scopeOf(request), { id: param(request, 'id'), reason: textOf(body, 'reason') })
      return reply.code(204).send()
    },
  })
}

const SOURCE = new RegExp(`^(${OPT_OUT_SOURCES.join('|')})$`)

function renderOptOut(one: OptOut) {
  return {
    id: one.id,
    type: 'optout',
    attributes: {
      number: digits(one.number),
      consumer: digits(one.consumer),
      source: one.source,
      timestamp: one.at.toISOString(),
      message_id: one.messageId === null ? null : toMessageRef(one.messageId),
      note: one.note,
      removed_at: one.removedAt?.toISOString() ?? null,
      removed_source: one.removedSource,
    },
  }
}

function textOf(body: Body, name: string): string {
  const value = body[name]
  if (value === undefined || value === null) return ''
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new Refusal('invalid', { fields: { [name]: ['Must be a string.'] } })
}
