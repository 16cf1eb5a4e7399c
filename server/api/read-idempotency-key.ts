import type { FastifyRequest } from 'fastify'
import { Refusal } from '#lib/refusals.ts'

export function readIdempotencyKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return header
  throw new Refusal('invalid', {
    fields: { 'Idempotency-Key': ['Must be 1 to 255 visible ASCII characters without spaces.'] },
  })
}
