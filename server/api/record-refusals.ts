/** Calls that were refused, with their reason. Only where the key and its secret were right: a stranger may not write into somebody's list. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusalGatherer } from '#domain/keys/gather-refusals.ts'
import { type RefusedRow, recordRefusals } from '#domain/keys/record-refusals.ts'
import { keptBody } from '#domain/messages/kept-body.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { plainAddress } from '#lib/address-range.ts'
import { now } from '#lib/time.ts'
import { flushLater } from './flush-later.ts'
import { attributesOf, readBody } from './read-body.ts'

const MOST_BODY = 2_048

export function recordRefusedCalls(app: FastifyInstance): void {
  const gatherer = new RefusalGatherer()
  const schedule = flushLater(app, 'refused calls', gatherer, recordRefusals)
  app.addHook('onResponse', async (request, reply) => {
    const { sighting, refusedAs: code } = request
    if (code === '' || !sighting || sighting.generation === 0) return
    const at = now()
    gatherer.add({ accountId: sighting.accountId, code, at }, () => rowOf(request, reply.statusCode, at))
    schedule()
  })
}

function rowOf(request: FastifyRequest, status: number, at: Date): RefusedRow {
  const { accountId = '', keyId = '' } = request.sighting ?? {}
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const { from, to } = endsOf(body)
  return {
    account_id: accountId,
    id: request.id,
    at,
    key_id: keyId,
    method: request.method,
    // Without its query, which may hold anything.
    path: plain(request.url.split('?', 1)[0], 300),
    status,
    code: request.refusedAs,
    sentence: plain(request.refusedBecause, 1_000),
    from_e164: from,
    to_e164: to,
    address: plainAddress(request.ip) ?? '',
    agent: plain(request.headers['user-agent'], 200),
    idempotency_key: plain(request.headers['idempotency-key'], 255),
    ...(isSending(request) ? keptBody(body, MOST_BODY) : { body: '', body_bytes: body.length }),
  }
}

/** Other calls bring what is kept sealed or nowhere, such as the PIN of a port order: of those the body is not written down. */
function isSending({ routeOptions }: FastifyRequest): boolean {
  return /^\/v2(\.\d)?\/messages$/.test(routeOptions.url ?? '')
}

/** From and to as far as they can be read at all. */
function endsOf(body: Buffer): { from: string; to: string } {
  try {
    const { from, to } = attributesOf(readBody(body))
    return { from: numberOf(from), to: numberOf(to) }
  } catch {
    return { from: '', to: '' }
  }
}

function numberOf(value: unknown): string {
  const text = plain(value, 40)
  const number = parseNumber(text)
  return number.ok ? number.e164 : text
}

/** What the database can keep as text. */
function plain(value: unknown, most: number): string {
  return typeof value === 'string' ? value.slice(0, most).toWellFormed().replaceAll('\0', '') : ''
}
