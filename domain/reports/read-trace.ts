/** One message from the request to the last web hook: every step with its time and its cause. */
import { demand, may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { errorFor } from '#domain/webhooks/last-error.ts'
import { tenantTransaction } from '#lib/db.ts'
import { fromMessageRef, isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { findMessageRecord } from './message-records.ts'
import { tellTrace } from './tell-trace.ts'
import type { Trace } from './trace.ts'
import {
  TRACED_DELIVERIES,
  TRACED_DELIVERS,
  TRACED_EVENTS,
  TRACED_MESSAGE,
  TRACED_POSTINGS,
  TRACED_REQUEST,
  TRACED_SUBMITS,
} from './trace-facts.sql.ts'
import type {
  Deliver,
  Submit,
  TracedDelivery,
  TracedEvent,
  TracedMessage,
  TracedPosting,
  TracedRequest,
} from './trace-facts.ts'

/**
 * `id` is a UUID or an `mdr2-` reference. Throws `not_found` for a stranger's as for none, and to a key for what is not of its kind or
 * its numbers. A role that may not see content sees no byte of it, wherever it is repeated.
 */
export async function readTrace(scope: Scope, id: string): Promise<Trace> {
  demand(scope, 'messages.read')
  // Of the other kind, or of another number: a key finds its records alone.
  if (scope.actor.kind === 'key') await findMessageRecord(scope, id)
  const messageId = fromMessageRef(id) ?? (isId(id) ? id : null)
  if (!messageId) throw new Refusal('not_found')
  const key = [scope.accountId, messageId]
  return tenantTransaction(scope.accountId, async (tx) => {
    const [[message], [request], events, submits, delivers, postings, deliveries] = await Promise.all([
      tx.query<TracedMessage>(TRACED_MESSAGE, key),
      tx.query<{ request: TracedRequest }>(TRACED_REQUEST, key),
      tx.query<TracedEvent>(TRACED_EVENTS, key),
      tx.query<Submit>(TRACED_SUBMITS, key),
      tx.query<Deliver>(TRACED_DELIVERS, key),
      tx.query<TracedPosting>(TRACED_POSTINGS, key),
      tx.query<TracedDelivery>(TRACED_DELIVERIES, key),
    ])
    if (!message) throw new Refusal('not_found')
    const told = deliveries.map((delivery) => ({
      ...delivery,
      attempts: delivery.attempts.map((one) => ({ ...one, error: errorFor(scope, one.error) })),
    }))
    const facts = { message, request: request?.request ?? null, events, submits, delivers, postings, deliveries: told }
    return tellTrace(facts, { showsContent: may(scope, 'messages.content') })
  })
}
