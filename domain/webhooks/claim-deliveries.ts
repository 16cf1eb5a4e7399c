import { query, tenantTransaction } from '#lib/db.ts'
import { NO_ID } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { secretsFor } from './signing-secret.ts'

/** `secrets`: what to sign with, newest first. */
export type ClaimedDelivery = {
  accountId: string
  id: string
  url: string
  body: string
  attempts: number
  secrets: readonly Buffer[]
}

/** In rounds: `after` is the last account of the round before, or null to begin anew. */
export async function accountsWithDueDeliveries(after: string | null, limit: number): Promise<string[]> {
  const rows = await query<{ account_id: string }>(
    { name: 'accounts_with_due_deliveries', text: 'select accounts_with_due_deliveries($1, $2, $3) as account_id' },
    [now(), after ?? NO_ID, limit],
  )
  return rows.map((row) => row.account_id)
}

/** Takes what is due; nobody else takes it until `leaseMs` have passed, so a worker that dies delays it and loses nothing. */
export async function claimDeliveries(
  accountId: string,
  input: { limit: number; leaseMs: number },
): Promise<ClaimedDelivery[]> {
  const at = now()
  return tenantTransaction(accountId, async (tx) => {
    const rows = await tx.query<{ id: string; url: string; body: string; attempts: number; endpoint_id: string }>(
      {
        name: 'claim_deliveries',
        text: `
          with due as (
            select id from deliveries where account_id = $1 and due_at <= $2 order by due_at limit $4 for update skip locked
          )
          update deliveries d set due_at = $3 where d.account_id = $1 and d.id = any(array(select id from due))
          returning d.id, d.url, d.body, d.attempts, d.endpoint_id`,
      },
      [accountId, at, new Date(at.getTime() + input.leaseMs), input.limit],
    )
    const secrets = await secretsFor(
      tx,
      accountId,
      rows.map((row) => row.endpoint_id),
    )
    return rows.map(({ endpoint_id, ...row }) => ({ accountId, ...row, secrets: secrets.of(endpoint_id) }))
  })
}
