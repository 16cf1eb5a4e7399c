/** Each message has exactly the postings that its status and its price ask for, and no posting names a message there is not. */
import type { Tx } from '#lib/db.ts'
import { type BooksFault, MOST_NAMED } from './books-fault.ts'

/** Ids of messages, the second not included: ids carry the time when they were made. */
export type MessageRange = { from: string; until: string }

/**
 * What a message's postings must be: outbound a hold of its price, and one end of the same amount once it has left the statuses that
 * hold; inbound one charge when it was received. What costs nothing has none. A message that expired may have been taken by the
 * carrier or not: either end is right. What was given back of it stands beside, and is looked at where totals are.
 */
const MESSAGES = `
  with posted as (
    select message_id, string_agg(kind || ' ' || amount_nanos, ', ' order by at, kind) as found,
      string_agg(kind, ' ' order by case kind when 'hold' then 0 else 1 end, kind) as kinds,
      min(amount_nanos) as least, max(amount_nanos) as most
    from ledger_postings
    where account_id = $1 and message_id >= $2 and message_id < $3 and kind in ('hold', 'settle', 'release', 'charge')
    group by message_id
  )
  select m.id as "messageId", m.status, m.price_nanos::text as "priceNanos", coalesce(p.found, '') as found
  from messages m left join posted p on p.message_id = m.id
  where m.account_id = $1 and m.id >= $2 and m.id < $3 and (
    coalesce(p.least, m.price_nanos) <> m.price_nanos or coalesce(p.most, m.price_nanos) <> m.price_nanos
    or m.price_nanos <> m.parts * (m.part_nanos + m.surcharge_nanos) and (m.direction = 'outbound' or m.price_nanos > 0)
      and m.id not in (select o.message_id from opt_out_replies o where o.account_id = $1)
    or not case
      when m.price_nanos = 0 then p.kinds is null
      when m.direction = 'inbound' then p.kinds is not distinct from (case when m.status = 'received' then 'charge' end)
      when m.status in ('accepted', 'sending', 'uncertain') then coalesce(p.kinds = 'hold', false)
      when m.status in ('sent', 'delivered', 'undelivered') then coalesce(p.kinds = 'hold settle', false)
      when m.status in ('rejected', 'canceled') then coalesce(p.kinds = 'hold release', false)
      else coalesce(p.kinds in ('hold settle', 'hold release'), false) end)
  order by m.id limit ${MOST_NAMED + 1}`

const ORPHANS = `
  select p.id as "postingId", p.message_id as "messageId" from ledger_postings p
  where p.account_id = $1 and p.message_id >= $2 and p.message_id < $3
    and not exists (select from messages m where m.account_id = $1 and m.id = p.message_id)
  order by p.id limit ${MOST_NAMED + 1}`

type Named<Kind extends BooksFault['kind']> = Omit<Extract<BooksFault, { kind: Kind }>, 'kind'>

export async function findWrongMessages(
  tx: Tx,
  accountId: string,
  { from, until }: MessageRange,
): Promise<BooksFault[]> {
  const range = [accountId, from, until]
  const messages = await tx.query<Named<'message'>>(MESSAGES, range)
  const orphans = await tx.query<Named<'orphan'>>(ORPHANS, range)
  return [
    ...messages.map((row) => ({ kind: 'message' as const, ...row })),
    ...orphans.map((row) => ({ kind: 'orphan' as const, ...row })),
  ]
}
