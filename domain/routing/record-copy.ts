import { tenantTransaction } from '#lib/db.ts'
import type { ClaimedCopy } from './claim-copies.ts'

export type CopyOutcome = { durationMs: number; statusCode: number | null; error: string | null }

/** How a candidate answered. */
export async function recordCopy(
  { accountId, shadowId, deliveryId }: Pick<ClaimedCopy, 'accountId' | 'shadowId' | 'deliveryId'>,
  { durationMs, statusCode, error }: CopyOutcome,
): Promise<void> {
  await tenantTransaction(accountId, (tx) =>
    tx.query(
      `update shadow_attempts set duration_ms = $4, status_code = $5, error = $6
       where account_id = $1 and shadow_id = $2 and delivery_id = $3`,
      [accountId, shadowId, deliveryId, durationMs, statusCode, error],
    ),
  )
}
