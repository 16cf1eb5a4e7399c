import { type ClaimedDelivery, claimDeliveries } from '#domain/webhooks/claim-deliveries.ts'
import { dueEndpointsOf } from '#domain/webhooks/walk-endpoints.ts'

/** What is due on an account, whatever endpoints it goes to, as a worker would claim it. */
export async function claimDue(
  accountId: string,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<ClaimedDelivery[]> {
  const claimed: ClaimedDelivery[] = []
  for (const endpoint of await dueEndpointsOf(accountId))
    claimed.push(...(await claimDeliveries(endpoint, { limit: limit - claimed.length, leaseMs })).deliveries)
  return claimed
}
