/** What came of an attempt, and when to try again: 4 tries in all, 30 s apart, any 2xx is success (contract 6.1). */
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'

export const MAX_ATTEMPTS = 4
export const RETRY_MS = 30_000
/** For a whole attempt, the test delivery of a person among them. */
export const DELIVERY_TIMEOUT_MS = 10_000

export type Attempt = {
  deliveryId: string
  startedAt: Date
  durationMs: number
  /** Null when no answer came. */
  statusCode: number | null
  error: string | null
  /** The first kilobyte of the answer, as text. */
  answer: string | null
}

export async function recordAttempts(accountId: string, attempts: readonly Attempt[]): Promise<void> {
  const at = now()
  await tenantTransaction(accountId, async (tx) => {
    await tx.query(
      {
        name: 'record_attempts',
        text: `
          with a as (
            select * from unnest($3::uuid[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $8::text[])
              as a (id, started_at, duration_ms, status_code, error, answer)
          ), written as (
            update deliveries d set attempts = d.attempts + 1, tries = d.tries + 1,
              last_status = a.status_code, last_error = a.error,
              status = case when a.status_code between 200 and 299 then 'delivered'
                            when d.tries + 1 >= ${MAX_ATTEMPTS} then 'failed' else 'pending' end,
              due_at = case when a.status_code between 200 and 299 or d.tries + 1 >= ${MAX_ATTEMPTS} then null
                            else $2::timestamptz + interval '${RETRY_MS} milliseconds' end,
              done_at = case when a.status_code between 200 and 299 or d.tries + 1 >= ${MAX_ATTEMPTS} then $2 end
            from a where d.account_id = $1 and d.id = a.id and d.status = 'pending'
            returning d.id, d.attempts
          )
          insert into delivery_attempts (account_id, delivery_id, number, at, duration_ms, status_code, error, answer)
          select $1, a.id, w.attempts, a.started_at, a.duration_ms, a.status_code, a.error, a.answer
          from a join written w on w.id = a.id`,
      },
      [
        accountId,
        at,
        attempts.map((one) => one.deliveryId),
        attempts.map((one) => one.startedAt),
        attempts.map((one) => one.durationMs),
        attempts.map((one) => one.statusCode),
        attempts.map((one) => one.error),
        attempts.map((one) => one.answer?.replaceAll('\0', '') ?? null),
      ],
    )
  })
}
