import type { FastifyRequest } from 'fastify'
import { KeyRefusal, type KeySession, type KeySighting, openKey } from '#domain/access/open-key.ts'
import type { Scope } from '#domain/access/scope.ts'
import { plainAddress } from '#lib/address-range.ts'
import { Refusal } from '#lib/refusals.ts'
import { TokenBucket } from '#lib/token-bucket.ts'
import { countFailure } from './slow-failures.ts'

declare module 'fastify' {
  interface FastifyRequest {
    scope: Scope | null
    /** The key that was named and which of its secrets came with it, also when it was refused. */
    sighting: KeySighting | null
  }
}

/** One bucket an account in each API process: with several processes behind a balancer the account's limit is divided by hand. */
const buckets = new Map<string, TokenBucket>()
const MAX_BUCKETS = 100_000

/** HTTP Basic: access key and secret (contract 1.2). Throws `bad_credentials`, `slow_down` or `too_many_requests`. */
export async function authenticate(request: FastifyRequest): Promise<void> {
  const { scope, requestsPerSecond, sighting } = await open(request).catch((fault: unknown) => {
    if (fault instanceof KeyRefusal) {
      // Past the limit nothing is noted: a stranger may not fill the key's log.
      if (fault.code === 'bad_credentials') countFailure(request.ip)
      request.sighting = fault.sighting
    }
    throw fault
  })
  request.sighting = sighting
  if (buckets.size > MAX_BUCKETS) buckets.clear()
  const bucket = buckets.get(scope.accountId) ?? new TokenBucket(requestsPerSecond)
  buckets.set(scope.accountId, bucket)
  const waitSeconds = bucket.take(requestsPerSecond)
  if (waitSeconds > 0) {
    throw new Refusal('too_many_requests', {
      places: { limit: String(requestsPerSecond) },
      retryAfterSeconds: waitSeconds,
    })
  }
  request.scope = scope
}

function open(request: FastifyRequest): Promise<KeySession> {
  const { accessKey, secret } = readBasic(request.headers.authorization)
  const origin = { address: plainAddress(request.ip), agent: request.headers['user-agent']?.slice(0, 200) ?? null }
  return openKey(accessKey, secret, origin)
}

/** For a request that waits: whether its key still opens, and to what. Throws `bad_credentials` when it has ended. */
export async function authenticateAgain(request: FastifyRequest): Promise<Scope> {
  return (await open(request)).scope
}

function readBasic(header: string | undefined): { accessKey: string; secret: string } {
  const encoded = /^Basic\s+([A-Za-z0-9+/=_-]{1,1000})$/i.exec(header ?? '')?.[1]
  const [accessKey = '', secret = ''] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(/:(.*)/s)
  return { accessKey, secret }
}

/** The scope that `authenticate` has put there; a route outside the authenticated part is a programming mistake. */
export function scopeOf(request: FastifyRequest): Scope {
  if (!request.scope) throw new Error('this route is not behind authenticate()')
  return request.scope
}
