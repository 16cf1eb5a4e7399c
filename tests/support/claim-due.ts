import { type ClaimedDelivery, claimDeliveries, endpointsWithDueDeliveries } from '#domain/webhooks/claim-deliveries.ts'
import { NO_ID } from '#lib/ids.ts'

/** What is due on an account, whatever endpoints it goes to, as a worker would claim it. */
export async function claimDue(
  accountId: string,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<ClaimedDelivery[]> {
  const endpoints = await endpointsWithDueDeliveries({ accountId, endpointId: NO_ID }, 50)
  const claimed: ClaimedDelivery[] = []
  for (const endpoint of endpoints.filter((one) => one.accountId === accountId))
    claimed.push(...(await claimDeliveries(endpoint, { limit: limit - claimed.length, leaseMs })).deliveries)
  return claimed
}
