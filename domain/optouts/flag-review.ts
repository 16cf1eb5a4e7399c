/** A step: what may ask for an end waits for a person, with a deadline. */
import type { Tx } from '#lib/db.ts'
import type { Asking } from './asks-to-stop.ts'
import { deadlineOf } from './deadline.ts'
import type { Heard } from './heed-inbound.ts'
import type { Pair } from './opt-out.ts'

/** Who is blocked already has nothing to wait for. */
export async function flagReview(tx: Tx, accountId: string, heard: Heard, { reason, phrase }: Asking): Promise<void> {
  const { id, to: number, from: consumer, isTest, at } = heard
  const [account] = await tx.query<{ zone: string; blocked: boolean }>(
    {
      name: 'review_of',
      text: `
        select time_zone as zone, exists (
          select from opt_outs t where t.account_id = $1 and t.consumer = $2 and t.removed_at is null and t.number = $3
            and t.is_test = $4) as blocked
        from accounts where id = $1`,
    },
    [accountId, consumer, number, isTest],
  )
  if (!account || account.blocked) return
  await tx.query(
    {
      name: 'insert_review',
      text: `
        insert into optout_reviews (account_id, message_id, number, consumer, is_test, reason, phrase, at, deadline)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    },
    [accountId, id, number, consumer, isTest, reason, phrase, at, deadlineOf(at, account.zone)],
  )
}

/** A step: with the opt-out of a pair its open questions are answered. */
export async function closeReviews(
  tx: Tx,
  accountId: string,
  pairs: readonly Pair[],
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await tx.query(
    {
      name: 'close_reviews',
      text: `
        update optout_reviews r set state = 'accepted', decided_by = $5, decided_at = $6
        where r.account_id = $1 and r.state = 'open' and r.message_id = any(array(
          select t.message_id from unnest($2::text[], $3::text[], $4::bool[]) as p (number, consumer, is_test)
          cross join lateral (
            select message_id from optout_reviews where account_id = $1 and consumer = p.consumer and number = p.number
              and is_test = p.is_test and state = 'open') t))`,
    },
    [
      accountId,
      pairs.map((one) => one.number),
      pairs.map((one) => one.consumer),
      pairs.map((one) => one.isTest),
      by,
      at,
    ],
  )
}
