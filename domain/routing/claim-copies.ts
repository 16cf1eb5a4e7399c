import { endpointOf } from '#domain/webhooks/endpoint-of.ts'
import { secretsFor } from '#domain/webhooks/signing-secret.ts'
import { query, type Tx, tenantTransaction } from '#lib/db.ts'
import { NO_ID } from '#lib/ids.ts'
import { now } from '#lib/time.ts'

export type ClaimedCopy = {
  accountId: string
  shadowId: string
  deliveryId: string
  url: string
  body: string
  secrets: readonly Buffer[]
}

/** In rounds, as with deliveries: `after` is the last account of the round before, or null to begin anew. */
export async function accountsWithDueCopies(after: string | null, limit: number): Promise<string[]> {
  const rows = await query<{ account_id: string }>(
    { name: 'accounts_with_due_copies', text: 'select accounts_with_due_copies($1, $2, $3) as account_id' },
    [now(), after ?? NO_ID, limit],
  )
  return rows.map((row) => row.account_id)
}

type Running = { id: string; url: string; left: number }

/** Takes what is due, at most once and never more than was asked for; the shadow ends with its last event. */
export async function claimCopies(accountId: string, limit: number): Promise<ClaimedCopy[]> {
  const at = now()
  return tenantTransaction(accountId, async (tx) => {
    // Whoever queues a copy reads this row and does not wait for the lock.
    const shadows = await tx.query<Running>(
      `select id, url, case when ended_at is null then events - sent else 0 end as left from url_shadows
       where account_id = $1 and id = any(array(select distinct shadow_id from shadow_attempts
         where account_id = $1 and due_at <= $2)) order by id for no key update`,
      [accountId, at],
    )
    const copies: ClaimedCopy[] = []
    // Signed as it will be once the candidate is the URL.
    const endpointId = ({ url }: Running) => endpointOf({ url, from: 'account' }).id
    const secrets = await secretsFor(tx, accountId, shadows.map(endpointId))
    for (const shadow of shadows) {
      const wanted = Math.min(limit - copies.length, shadow.left)
      const taken = wanted > 0 ? await take(tx, accountId, shadow.id, wanted, at) : []
      if (taken.length >= shadow.left) await endShadow(tx, accountId, shadow.id, 'complete', taken.length)
      else
        await tx.query('update url_shadows set sent = sent + $3 where account_id = $1 and id = $2', [
          accountId,
          shadow.id,
          taken.length,
        ])
      copies.push(
        ...taken.map((one) => ({
          accountId,
          shadowId: shadow.id,
          url: shadow.url,
          secrets: secrets.of(endpointId(shadow)),
          ...one,
        })),
      )
    }
    return copies
  })
}

function take(tx: Tx, accountId: string, shadowId: string, limit: number, at: Date) {
  return tx.query<{ deliveryId: string; body: string }>(
    `with due as (
       select delivery_id from shadow_attempts where account_id = $1 and shadow_id = $2 and due_at <= $3
       order by due_at, delivery_id limit $4
     ), sent as (
       update shadow_attempts set due_at = null, at = $3
       where account_id = $1 and shadow_id = $2 and delivery_id = any(array(select delivery_id from due))
     )
     select id as "deliveryId", body from deliveries where account_id = $1 and id = any(array(select delivery_id from due))`,
    [accountId, shadowId, at, limit],
  )
}

/** A step: no more copies, also of what waits for its turn. One that has ended keeps the reason of its first end. */
export async function endShadow(
  tx: Tx,
  accountId: string,
  id: string,
  why: 'complete' | 'stopped' | 'adopted' | 'expired',
  sent = 0,
): Promise<void> {
  await tx.query(
    `update url_shadows set sent = sent + $5, ended_at = coalesce(ended_at, $3), ended = coalesce(ended, $4)
     where account_id = $1 and id = $2`,
    [accountId, id, now(), why, sent],
  )
  await tx.query(
    'update shadow_attempts set due_at = null where account_id = $1 and shadow_id = $2 and due_at is not null',
    [accountId, id],
  )
}
