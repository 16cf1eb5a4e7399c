/**
 * What each key is used for: gathered after the answer has left, written by one call about twice a second. No request waits for it,
 * and none fails because of it; what was seen in the last second before a process is killed is not recorded.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { UseGatherer } from '#domain/keys/gather-uses.ts'
import { recordKeyUses } from '#domain/keys/record-key-uses.ts'
import { plainAddress } from '#lib/address-range.ts'
import { newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'

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

const FLUSH_MS = 500
const MAX_PATH = 300

export function recordUses(app: FastifyInstance): void {
  const gatherer = new UseGatherer()
  let timer: NodeJS.Timeout | null = null
  let underWay: Promise<void> = Promise.resolve()

  async function flush(): Promise<void> {
    timer = null
    const batch = gatherer.take()
    try {
      await recordKeyUses(batch)
    } catch (fault) {
      log.warn({ accounts: batch.length, fault: String(fault) }, 'uses of keys could not be written; they are kept')
      gatherer.putBack(batch)
      schedule()
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => {
      // One after the other: a slow database gets larger batches, not more of them.
      underWay = underWay.then(flush)
    }, FLUSH_MS)
    timer.unref()
  }

  app.decorateRequest('ownNumber', '')
  app.decorateRequest('refusedAs', '')
  app.decorateRequest('refusedBecause', '')
  app.addHook('onResponse', async (request, reply) => {
    if (!request.sighting) return
    gatherer.add(callOf(request, reply))
    schedule()
  })
  app.addHook('onClose', async () => {
    await underWay
    if (timer) clearTimeout(timer)
    await flush()
    // A second failure is not waited out: the process is about to end.
    if (timer) clearTimeout(timer)
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
