import type { Pair } from '#domain/optouts/opt-out.ts'
import type { Tx } from '#lib/db.ts'
import { transition } from './transition.ts'

const REASON = 'The recipient opted out before it was sent.'

/**
 * Those that a worker or a broom has in its hand are theirs, and are passed over instead of waited for: the caller holds the balance, which
 * they want next.
 */
const WAITING = {
  name: 'waiting_for_pairs',
  text: `
    select m.id from messages m
    where m.account_id = $1 and m.due_at is not null and m.status = 'accepted' and m.to_e164 = any($3::text[])
      and exists (
        select from unnest($2::text[], $3::text[], $4::bool[]) as p (number, consumer, is_test)
        where p.consumer = m.to_e164 and p.is_test = m.is_test
          and (p.number = m.from_e164 or (select optout_scope = 'account' from accounts where id = $1)))
    order by m.id for update of m skip locked`,
}

/** A step: what was accepted for these pairs and has not gone to a carrier yet is canceled, and its hold released. */
export async function cancelWaiting(tx: Tx, accountId: string, pairs: readonly Pair[]): Promise<void> {
  const waiting = await tx.query<{ id: string }>(WAITING, [
    accountId,
    pairs.map(({ number }) => number),
    pairs.map(({ consumer }) => consumer),
    pairs.map(({ isTest }) => isTest),
  ])
  if (waiting.length === 0) return
  await transition(
    tx,
    accountId,
    waiting.map(({ id }) => ({ id, to: 'canceled', error: { code: null, reason: REASON } })),
  )
}
