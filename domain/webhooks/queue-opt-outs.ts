/** Opt-outs go to a URL of their own: clients of the contract know only its bodies at the others. The body is the same in both forms. */
import { effectiveOf, urlsOf } from '#domain/routing/effective-url.ts'
import type { Tx } from '#lib/db.ts'
import { toMessageRef } from '#lib/ids.ts'
import { digits } from './payload.ts'
import { insertDeliveries } from './queue-deliveries.ts'

export type OptOutFacts = {
  id: string
  number: string
  consumer: string
  isTest: boolean
  source: string
  messageId: string | null
  at: Date
}

type Kind = 'optout.created' | 'optout.removed'

/** A step. Without a URL in force an event is held, as inbound is: it stands in the feed of events, and can be sent later. */
export async function queueOptOuts(
  tx: Tx,
  accountId: string,
  kind: Kind,
  optOuts: readonly OptOutFacts[],
): Promise<void> {
  // What a test key enters changes nothing live, a receiver's list among it; what a test phone writes is told, and marked.
  const told = optOuts.filter(({ isTest, source }) => !(isTest && source === 'api'))
  if (told.length === 0) return
  const urls = await urlsOf(tx, accountId, 'optout_callback', new Set(told.map(({ number }) => number)))
  await insertDeliveries(
    tx,
    accountId,
    told.map((one) => ({
      kind,
      messageId: one.messageId,
      number: one.number,
      peer: one.consumer,
      target: effectiveOf(urls, { e164: one.number, kind: 'optout_callback' }),
      heldWhy: null,
      body: optOutPayload(kind, one),
      at: one.at,
    })),
  )
}

export function optOutPayload(
  kind: Kind,
  { id, number, consumer, isTest, source, messageId, at }: OptOutFacts,
): string {
  return JSON.stringify({
    data: {
      id,
      type: kind,
      attributes: {
        number: digits(number),
        consumer: digits(consumer),
        source,
        timestamp: at.toISOString().replace('Z', '000Z'),
        message_id: messageId === null ? null : toMessageRef(messageId),
        ...(isTest ? { is_test: true } : {}),
      },
    },
  })
}
