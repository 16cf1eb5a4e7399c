/** Looks at what was accepted lately, for accounts that turned the fuse on. Any number of workers may run it. */
import { query, tenantTransaction } from '#lib/db.ts'
import { NO_ID, newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'

const ACCOUNTS_PER_ROUND = 50
/** The newest of the window: a look costs no more, however fast an account sends. */
const MOST_MESSAGES = 50_000
const MOST_TRIPS = 20

export async function runFuses(): Promise<boolean> {
  let after: string | null = NO_ID
  while (after !== null) {
    const on: { id: string }[] = await query('select * from accounts_with_fuses($1, $2) t (id)', [
      after,
      ACCOUNTS_PER_ROUND,
    ])
    // One after the other: a look may read much, and sending goes first.
    for (const { id } of on) await look(id)
    after = on.length === ACCOUNTS_PER_ROUND ? (on.at(-1)?.id ?? null) : null
  }
  return false
}

async function look(accountId: string): Promise<void> {
  const at = now()
  const ids = Array.from({ length: MOST_TRIPS }, () => newId(at))
  try {
    await tenantTransaction(accountId, (tx) =>
      tx.query('select trip_fuses($1, $2, $3, $4)', [accountId, at, MOST_MESSAGES, ids]),
    )
  } catch (fault) {
    log.error({ accountId, fault: String(fault) }, 'the fuse of an account could not be looked at')
  }
}
