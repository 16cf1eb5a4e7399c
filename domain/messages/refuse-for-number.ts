/** Nothing reaches an account for a number that it has given back, and no later owner is told what was meant for the one before. */
import type { Tx } from '#lib/db.ts'
import { MINUTE_MS } from '#lib/time.ts'
import type { IncomingPart } from './carrier.ts'
import type { InboxRow } from './carrier-inbox.ts'

/** Parts of one long message come within this time of each other. */
const PARTS_WITHIN_MS = 10 * MINUTE_MS

/** Why a message may not be given to the account that its number is on; null: it may. `row` is the first of its parts that came. */
export async function refuseForNumber(tx: Tx, accountId: string, row: InboxRow<IncomingPart>): Promise<string | null> {
  const [number] = await tx.query<{ released: boolean; since: Date }>(
    {
      name: 'number_for_inbound',
      text: `select messaging_state = 'released' as released, created_at as since from numbers where account_id = $1 and e164 = $2`,
    },
    [accountId, row.pdu.to],
  )
  if (!number) return 'the number has left the account'
  if (number.released) return 'the number was released'
  return (await begunAt(tx, row, number.since)) < number.since ? 'it came before the number was on this account' : null
}

/** A long message begins with the first part of it that ever came, also one that was refused to the owner before. */
async function begunAt(
  tx: Tx,
  { link_id: linkId, pdu, received_at: at }: InboxRow<IncomingPart>,
  since: Date,
): Promise<Date> {
  if (!pdu.concat || at.getTime() - since.getTime() > PARTS_WITHIN_MS) return at
  const [first] = await tx.query<{ at: Date | null }>(
    {
      name: 'inbound_begun_at',
      text: `
        select min(received_at) as at from carrier_inbox
        where kind = 'inbound' and pdu -> 'concat' <> 'null' and pdu ->> 'to' = $1 and pdu ->> 'from' = $2 and link_id = $3
          and (pdu -> 'concat' ->> 'reference')::int = $4 and (pdu -> 'concat' ->> 'total')::int = $5
          and received_at > $6 and received_at <= $7`,
    },
    [pdu.to, pdu.from, linkId, pdu.concat.reference, pdu.concat.total, new Date(at.getTime() - PARTS_WITHIN_MS), at],
  )
  return first?.at ?? at
}
