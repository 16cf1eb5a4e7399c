import type { FastifyInstance } from 'fastify'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { env } from '#lib/env.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { QueryReader } from '../read-query.ts'
import { renderNumber } from '../render-number.ts'
import { resource } from './resource.ts'

/** Contract 7.1. */
export function numberRoutes(app: FastifyInstance): void {
  resource(app, '/v2/numbers', {
    GET: async (request, reply) => {
      const query = new QueryReader(request)
      const limit = query.integer('limit', { min: 1, max: 200, fallback: 10 })
      const offset = query.integer('offset', { min: 0, max: 999_999_999, fallback: 0 })
      const given = ['starts_with', 'contains', 'ends_with', 'alias'].flatMap((name) => {
        const value = query.text(name)
        if (value !== undefined && name !== 'alias' && !/^\d{1,11}$/.test(value))
          query.wrong(name, 'Must be digits, at most 11.')
        return value === undefined ? [] : [[name, value] as const]
      })
      query.check()
      const filter = Object.fromEntries(given)
      const found = await listNumbers(scopeOf(request), {
        ...(filter.starts_with ? { startsWith: filter.starts_with } : {}),
        ...(filter.contains ? { contains: filter.contains } : {}),
        ...(filter.ends_with ? { endsWith: filter.ends_with } : {}),
        ...(filter.alias ? { alias: filter.alias } : {}),
        withoutReleased: true,
        limit: limit + 1,
        offset,
      })
      const link = (from: number) =>
        `${env.api.url}/v2/numbers?${new URLSearchParams([...given, ['limit', String(limit)], ['offset', String(from)]].map(([name = '', value = '']) => [name, value]))}`
      return reply.type(JSON_API).send({
        data: found.slice(0, limit).map(renderNumber),
        links: { self: link(offset), ...(found.length > limit ? { next: link(offset + limit) } : {}) },
      })
    },
  })
}
