/** Porting by API (contract 8.2): the check, orders with their letter and numbers. Documents are given in the portal. */
import type { FastifyInstance } from 'fastify'
import { checkPortability } from '#domain/porting/check-portability.ts'
import { listGroupNumbers } from '#domain/porting/list-group-numbers.ts'
import { listPorts } from '#domain/porting/list-ports.ts'
import { openPort } from '#domain/porting/open-port.ts'
import { readLoa } from '#domain/porting/read-loa.ts'
import { readList } from '#domain/porting/read-numbers.ts'
import { readPort } from '#domain/porting/read-port.ts'
import { CONTRACT_STATUSES, statusesOf } from '#domain/porting/status.ts'
import { env } from '#lib/env.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { attributesOf, readBody, readQuotedBody } from '../read-body.ts'
import { readNewPort, readNumberList } from '../read-new-port.ts'
import { QueryReader } from '../read-query.ts'
import { renderGroupNumber, renderPort, renderPortSummary } from '../render-port.ts'
import { param, resource } from './resource.ts'

export function portOrderRoutes(app: FastifyInstance): void {
  resource(app, '/v2/portorders/portability', {
    POST: async (request, reply) => {
      const { numbers } = attributesOf(readQuotedBody(request.body as Buffer | undefined))
      const checked = await checkPortability(scopeOf(request), readList(readNumberList(numbers)))
      const listed = (isPortable: boolean) =>
        checked.filter((one) => one.isPortable === isPortable).map(({ e164, written }) => e164 ?? written)
      return reply
        .type(JSON_API)
        .send({ data: { hypernetwork_enabled: [], nonportable: listed(false), portable: listed(true) } })
    },
  })
  resource(app, '/v2/portorders', {
    GET: async (request, reply) => {
      const { filter, given } = readFilter(new QueryReader(request))
      const found = await listPorts(scopeOf(request), { ...filter, limit: filter.limit + 1 })
      const link = (offset: number) =>
        `${env.api.url}/v2/portorders?${new URLSearchParams({ ...given, limit: String(filter.limit), offset: String(offset) })}`
      const more = found.length > filter.limit ? { next: link(filter.offset + filter.limit) } : {}
      return reply.type(JSON_API).send({
        data: found.slice(0, filter.limit).map(renderPortSummary),
        links: { self: link(filter.offset), ...more },
      })
    },
    POST: async (request, reply) => {
      const scope = scopeOf(request)
      const { orders } = await openPort(scope, readNewPort(attributesOf(readBody(request.body as Buffer | undefined))))
      const opened = await Promise.all(orders.map(({ id }) => readPort(scope, id)))
      return reply
        .code(201)
        .type(JSON_API)
        .send({ data: opened.map(renderPort) })
    },
  })
  resource(app, '/v2/portorders/:id', {
    GET: async (request, reply) =>
      reply.type(JSON_API).send({ data: renderPort(await readPort(scopeOf(request), param(request, 'id'))) }),
  })
  resource(app, '/v2/portorders/:id/loa', {
    GET: async (request, reply) => {
      const id = param(request, 'id')
      const pdf = await readLoa(scopeOf(request), id)
      reply.header('content-disposition', `attachment; filename="letter-of-authorization-${id}.pdf"`)
      return reply.type('application/pdf').send(pdf)
    },
  })
  // Of a group; an order's own id is read as well.
  resource(app, '/v2/portorders/:id/numbers', {
    GET: async (request, reply) => {
      const numbers = await listGroupNumbers(scopeOf(request), param(request, 'id'))
      return reply.type(JSON_API).send({ data: numbers.map(renderGroupNumber) })
    },
  })
}

function readFilter(query: QueryReader) {
  const limit = query.integer('limit', { min: 1, max: 200, fallback: 10 })
  const offset = query.integer('offset', { min: 0, max: 999_999_999, fallback: 0 })
  const [groupId, status] = [query.text('group_id'), query.text('status')]
  const statuses = status === undefined ? undefined : statusesOf(status)
  if (statuses === null)
    query.wrong('status', `Must be one of: ${[...new Set(Object.values(CONTRACT_STATUSES))].join(', ')}.`)
  query.check()
  const given = { ...(groupId ? { group_id: groupId } : {}), ...(status ? { status } : {}) }
  return { filter: { limit, offset, ...(groupId ? { groupId } : {}), ...(statuses ? { statuses } : {}) }, given }
}
