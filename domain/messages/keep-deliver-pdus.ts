import type { Tx } from '#lib/db.ts'
import type { InboxRow } from './carrier-inbox.ts'

export type BroughtPdu = { row: InboxRow; messageId: string; part: number }

const KEEP = {
  name: 'keep_deliver_pdus',
  text: `
    insert into deliver_pdus (account_id, message_id, id, part, kind, link_id, at, state, error, pdu)
    select $1, p.message_id, p.id, p.part, p.kind, p.link_id, p.at, p.state, p.error, decode(p.raw, 'hex')
    from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::text[], $10::text[])
      as p (message_id, id, part, kind, link_id, at, state, error, raw)
    on conflict do nothing`,
}

/** A step: the bytes that a carrier brought stay with their message, beyond the inbox, which is swept. */
export async function keepDeliverPdus(tx: Tx, accountId: string, brought: readonly BroughtPdu[]): Promise<void> {
  const column = <T>(pick: (one: BroughtPdu) => T) => brought.map(pick)
  await tx.query(KEEP, [
    accountId,
    column(({ messageId }) => messageId),
    column(({ row }) => row.id),
    column(({ part }) => part),
    column(({ row }) => row.pdu.kind),
    column(({ row }) => row.link_id),
    column(({ row }) => row.received_at),
    column(({ row }) => ('state' in row.pdu ? row.pdu.state : null)),
    column(({ row }) => ('state' in row.pdu ? row.pdu.errorCode : null)),
    column(({ row }) => row.raw),
  ])
}
