/** What the crossings of thresholds ask for: letters, and payments by the saved card. Any number of workers may run it. */
import { query } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { recharge } from './recharge.ts'
import { tellLowBalance } from './tell-low-balance.ts'

const ACCOUNTS_PER_ROUND = 50
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Letters wait for nobody; Stripe may take half a minute to answer, so recharges go round by themselves. */
export async function runLowBalanceLetters(): Promise<boolean> {
  return goRound(tellLowBalance)
}

export async function runRecharges(): Promise<boolean> {
  return goRound(recharge)
}

/** Once through all accounts that have a crossing. One that cannot be served keeps no other back. */
async function goRound(follow: (accountId: string) => Promise<void>): Promise<boolean> {
  let after: string | null = FIRST
  while (after !== null) {
    const due: { id: string }[] = await query('select * from accounts_with_due_signals($1, $2, $3) t (id)', [
      now(),
      after,
      ACCOUNTS_PER_ROUND,
    ])
    await Promise.all(due.map(({ id }) => tryTo(follow, id)))
    after = due.length === ACCOUNTS_PER_ROUND ? (due.at(-1)?.id ?? null) : null
  }
  return false
}

async function tryTo(follow: (accountId: string) => Promise<void>, accountId: string): Promise<void> {
  try {
    await follow(accountId)
  } catch (fault) {
    log.error({ accountId, fault: String(fault) }, 'a crossing of a threshold could not be followed')
  }
}
