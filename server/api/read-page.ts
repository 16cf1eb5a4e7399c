import type { FastifyReply, FastifyRequest } from 'fastify'
import { MOST_SKIPPED } from '#domain/inventory/list-stock.ts'
import { env } from '#lib/env.ts'
import { JSON_API } from './errors.ts'
import { QueryReader } from './read-query.ts'

/** A query with `limit` and `offset`, and the answer with its links: they repeat what was understood. */
export class PageReader extends QueryReader {
  readonly #limit: number
  readonly #offset: number
  readonly #given: [string, string][] = []

  constructor(request: FastifyRequest, most: number) {
    super(request)
    this.#limit = this.integer('limit', { min: 1, max: most, fallback: 10 })
    this.#offset = this.integer('offset', { min: 0, max: MOST_SKIPPED, fallback: 0 })
  }

  pattern(name: string, shape: RegExp, sentence: string): string | undefined {
    const value = this.text(name)?.trim()
    if (value === undefined || value === '') return undefined
    if (!shape.test(value)) this.wrong(name, sentence)
    this.#given.push([name, value])
    return value
  }

  /** One more than is shown tells whether there is another page. */
  ask(): { limit: number; offset: number } {
    return { limit: this.#limit + 1, offset: this.#offset }
  }

  send<T>(reply: FastifyReply, path: string, found: T[], render: (one: T) => object): FastifyReply {
    const link = (offset: number) =>
      `${env.api.url}${path}?${new URLSearchParams([...this.#given, ['limit', String(this.#limit)], ['offset', String(offset)]])}`
    const next = this.#offset + this.#limit
    const hasNext = found.length > this.#limit && next <= MOST_SKIPPED
    return reply.type(JSON_API).send({
      data: found.slice(0, this.#limit).map(render),
      links: { self: link(this.#offset), ...(hasNext ? { next: link(next) } : {}) },
    })
  }
}
