import { findNumberOwner } from '#domain/numbers/find-number-owner.ts'
import { tenantTransaction } from '#lib/db.ts'
import type { CarrierReceipt } from './carrier.ts'

/**
 * A receipt whose id nobody knows may belong to a message in doubt: its submit answer was lost with the link. The numbers
 * tell, and only when exactly one message of one part on this link fits; a guess among two would end the wrong doubt. One that
 * is being submitted right now may be it too: its answer comes soon, and with it the id.
 */
export async function findInDoubt(linkId: string, receipt: CarrierReceipt) {
  // A receipt travels backwards: its source is the phone that got the message.
  for (const [sender, consumer] of [
    [receipt.to, receipt.from],
    [receipt.from, receipt.to],
  ] as const) {
    const accountId = await findNumberOwner(sender)
    if (!accountId) continue
    const rows = await tenantTransaction(accountId, (tx) =>
      tx.query<{ id: string; status: string }>(
        {
          name: 'find_in_doubt',
          text: `
            select id, status from messages
            where account_id = $1 and due_at is not null and status in ('uncertain', 'sending') and link_id = $2
              and from_e164 = $3 and to_e164 = $4 and (parts = 1 or status = 'sending') limit 2`,
        },
        [accountId, linkId, sender, consumer],
      ),
    )
    const [only, second] = rows
    if (only?.status === 'uncertain' && !second) return { accountId, messageId: only.id, part: 1 }
  }
  return null
}
