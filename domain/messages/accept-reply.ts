/**
 * An answer that the rules of opting out ask for: to whom it goes it has been asked for, so no opt-out stops it, and it costs nothing,
 * so neither an empty balance nor a price does. It takes the road of every other message.
 */
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { MINUTE_MS } from '#lib/time.ts'
import { segment } from './segments.ts'

export type Reply = { from: string; to: string; body: string; isTest: boolean; at: Date; why: string }

/** What is answered later than this is no answer any more, and writing to who opted out is allowed for the answer alone. */
const VALID_MS = 5 * MINUTE_MS

const INSERT = {
  name: 'insert_reply',
  text: `
    with way as (
      select l.id as link_id, n.kind from numbers n cross join lateral (
        select id from links where enabled and case when $8 then takes_test else takes_live end order by priority, id limit 1) l
      where n.account_id = $1 and n.e164 = $3
    ), message as (
      insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind,
        part_nanos, price_nanos, link_id, accepted_at, due_at, expires_at, is_test)
      select $1, $2, 'outbound', 'accepted', $3, $4, $5, $6, $7, kind, 0, 0, link_id, $9, $9, $10, $8 from way
      returning id
    ), noted as (
      insert into message_events (account_id, message_id, rev, kind, at, detail)
      select $1, id, 0, 'message.accepted', $9, $11 from message
    ), fact as (
      insert into outbox (account_id, message_id, kind, at) select $1, id, 'message.accepted', $9 from message
    )
    select id from message`,
}

/** A step: its id, or null when no carrier link is switched on for it. */
export async function acceptReply(
  tx: Tx,
  accountId: string,
  { from, to, body, isTest, at, why }: Reply,
): Promise<string | null> {
  const { encoding, parts } = segment(body)
  const [made] = await tx.query<{ id: string }>(INSERT, [
    accountId,
    newId(at),
    from,
    to,
    body,
    encoding,
    parts.length,
    isTest,
    at,
    new Date(at.getTime() + VALID_MS),
    { reason: why },
  ])
  return made?.id ?? null
}
