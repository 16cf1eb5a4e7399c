/** What came of handing a mail over. Whatever its end, the text goes: it holds links that open things. */
import { query } from '#lib/db.ts'
import { MINUTE_MS, now } from '#lib/time.ts'

/** How long to wait after each refusal: eight tries over 22 hours and a half. */
export const RETRIES_MS = [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60].map((minutes) => minutes * MINUTE_MS)
const LONGEST_PROBLEM = 300

export async function recordSent(id: string): Promise<void> {
  await query(
    `update mails set sent_at = $2, due_at = null, attempts = attempts + 1, body = '', problem = null
     where id = $1 and sent_at is null`,
    [id, now()],
  )
}

/** `final`: this address will never take it. Else it is tried again, until that has gone on for a day. */
export async function recordRefused(id: string, { why, final }: { why: string; final: boolean }): Promise<void> {
  const waits = RETRIES_MS.map((ms) => new Date(now().getTime() + ms))
  await query(
    `update mails set attempts = attempts + 1, problem = $2,
       due_at = case when $3 then null else ($4::timestamptz[])[attempts + 1] end,
       body = case when $3 or attempts >= $5 then '' else body end
     where id = $1 and sent_at is null`,
    [id, why.replaceAll('\0', '').slice(0, LONGEST_PROBLEM), final, waits, RETRIES_MS.length],
  )
}
