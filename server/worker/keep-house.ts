import { accountsWithDueMessages } from '#domain/messages/claim-messages.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { query } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { SETTINGS } from './settings.ts'

/** Messages that nobody finished, in every account that has some. */
export async function sweepAll(): Promise<boolean> {
  let after: string | null = null
  let swept = 0
  do {
    const accounts: string[] = await accountsWithDueMessages(after, SETTINGS.accountsPerRound)
    for (const accountId of accounts) swept += await sweepMessages(accountId)
    after = accounts.length === SETTINGS.accountsPerRound ? (accounts.at(-1) ?? null) : null
  } while (after !== null)
  if (swept > 0) log.warn({ swept }, 'took up messages that nobody had finished')
  return false
}

const AHEAD_MS = 62 * DAY_MS
const SWEEP_ROWS = 10_000

/** Months ahead, and rows that have outlived their purpose. */
export async function keepTables(): Promise<boolean> {
  const at = now()
  await query('select ensure_partitions($1, $2)', [at, new Date(at.getTime() + AHEAD_MS)])
  const [row] = await query<{ gone: number }>('select sweep_old_rows($1, $2) as gone', [at, SWEEP_ROWS])
  const [access] = await query<{ gone: number }>('select sweep_access($1, $2) as gone', [at, SWEEP_ROWS])
  const [copies] = await query<{ gone: number }>('select sweep_copies($1, $2) as gone', [at, SWEEP_ROWS])
  const [refused] = await query<{ gone: number }>('select sweep_refused_requests($1, $2) as gone', [at, SWEEP_ROWS])
  return [row, access, copies, refused].some((one) => (one?.gone ?? 0) >= SWEEP_ROWS)
}
