/**
 * A step: opt-outs that are not in force yet, and their events; what waits for a carrier is canceled. Whoever calls it has locked the
 * account's balance, as accepting a message does: so nothing is accepted for the pair after this has committed.
 */
import { cancelWaiting } from '#domain/messages/cancel-waiting.ts'
import { queueOptOuts } from '#domain/webhooks/queue-opt-outs.ts'
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { closeReviews } from './flag-review.ts'
import type { OptOutSource, Pair } from './opt-out.ts'

export type NewOptOut = Pair & {
  source: OptOutSource
  /** What proves it. */
  messageId?: string | null
  note?: string | null
  /** Who enters it; null: the consumer. */
  actor?: string | null
  /** Of an import: when it was asked for. */
  at?: Date
}
export type OptOutRow = Pair & { id: string; source: OptOutSource; messageId: string | null; at: Date }

const INSERT = {
  name: 'insert_opt_outs',
  text: `
    insert into opt_outs (account_id, id, number, consumer, is_test, source, at, message_id, note, actor)
    select $1, o.* from unnest($2::uuid[], $3::text[], $4::text[], $5::bool[], $6::text[], $7::timestamptz[], $8::uuid[], $9::text[],
      $10::text[]) as o
    on conflict (account_id, consumer, number, is_test) where removed_at is null do nothing
    returning id, number, consumer, is_test as "isTest", source, message_id as "messageId", at`,
}

/** Those that are new. */
export async function insertOptOuts(tx: Tx, accountId: string, optOuts: readonly NewOptOut[]): Promise<OptOutRow[]> {
  const at = now()
  const column = <T>(pick: (one: NewOptOut) => T) => optOuts.map(pick)
  const made = await tx.query<OptOutRow>(INSERT, [
    accountId,
    column(() => newId(at)),
    column((one) => one.number),
    column((one) => one.consumer),
    column((one) => one.isTest),
    column((one) => one.source),
    column((one) => one.at ?? at),
    column((one) => one.messageId ?? null),
    column((one) => one.note ?? null),
    column((one) => one.actor ?? null),
  ])
  if (made.length === 0) return []
  await cancelWaiting(tx, accountId, made)
  await queueOptOuts(tx, accountId, 'optout.created', made)
  await closeReviews(tx, accountId, made, { by: optOuts[0]?.actor ?? 'the consumer, by keyword', at })
  return made
}
