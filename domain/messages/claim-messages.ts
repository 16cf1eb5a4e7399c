/**
 * A worker takes messages of one account that are due on one link. Claimed means leased: nobody else touches them until
 * `leaseUntil`, and what the worker brings back must carry the same owner and epoch.
 */

import { query, tenantTransaction } from '#lib/db.ts'
import { firstIdAt, NO_ID } from '#lib/ids.ts'
import { DAY_MS, now } from '#lib/time.ts'
import type { Encoding } from './carrier.ts'
import { CLAIM_MESSAGES, PARTS_OF_MESSAGES } from './claim-messages.sql.ts'
import type { Lease } from './transition.ts'

/** Older ones have expired long ago: the bound keeps the claim out of past months' partitions. */
const OLDEST_MS = 8 * DAY_MS

export type ClaimedMessage = {
  accountId: string
  id: string
  from: string
  to: string
  body: string
  encoding: Encoding
  lease: Lease
  /** Numbers of the parts that the carrier has already taken, from an earlier try. */
  takenParts: number[]
}

/** In rounds: `after` is the last account of the round before, or null to begin anew. */
export async function accountsWithDueMessages(after: string | null, limit: number): Promise<string[]> {
  const rows = await query<{ account_id: string }>(
    { name: 'accounts_with_due_messages', text: 'select accounts_with_due_messages($1, $2, $3) as account_id' },
    [now(), after ?? NO_ID, limit],
  )
  return rows.map((row) => row.account_id)
}

export async function claimMessages(
  accountId: string,
  input: { linkId: string; owner: string; leaseMs: number; limit: number },
): Promise<ClaimedMessage[]> {
  const at = now()
  return tenantTransaction(accountId, async (tx) => {
    const rows = await tx.query<{
      id: string
      from_e164: string
      to_e164: string
      body: string
      encoding: Encoding
      parts: number
      lease_epoch: number
    }>(CLAIM_MESSAGES, [
      accountId,
      at,
      input.linkId,
      input.owner,
      new Date(at.getTime() + input.leaseMs),
      input.limit,
      firstIdAt(new Date(at.getTime() - OLDEST_MS)),
    ])
    // Of a second try: parts of long messages that went through, and answers that came after the message was given up.
    const again = rows.filter((row) => row.lease_epoch > 1).map((row) => row.id)
    const taken =
      again.length === 0
        ? []
        : await tx.query<{ message_id: string; number: number }>(PARTS_OF_MESSAGES, [accountId, again])
    return rows.map((row) => ({
      accountId,
      id: row.id,
      from: row.from_e164,
      to: row.to_e164,
      body: row.body,
      encoding: row.encoding,
      lease: { owner: input.owner, epoch: row.lease_epoch },
      takenParts: taken.filter((part) => part.message_id === row.id).map((part) => part.number),
    }))
  })
}
