import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#lib/refusals.ts'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** A path with what may be done to it; every other method is the contract's 405. */
export function resource(app: FastifyInstance, url: string, handlers: Partial<Record<Method, Handler>>): void {
  for (const method of METHODS) {
    const handler = handlers[method]
    app.route({
      method,
      url,
      handler: async (request, reply) => {
        if (!handler) {
          reply.header('allow', Object.keys(handlers).join(', '))
          throw new Refusal('method_not_allowed')
        }
        return handler(request, reply)
      },
    })
  }
}

export function param(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}
