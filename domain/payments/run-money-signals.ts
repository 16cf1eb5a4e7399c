/** What the crossings of thresholds ask for: letters, and payments by the saved card. Any number of workers may run it. */
import { query } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { recharge } from './recharge.ts'
import { tellLowBalance } from './tell-low-balance.ts'

const ACCOUNTS_PER_ROUND = 50
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Returns whether there may be more. One account that cannot be served keeps no other back. */
export async function runMoneySignals(): Promise<boolean> {
  const due = await query<{ id: string }>('select * from accounts_with_due_signals($1, $2, $3) t (id)', [
    now(),
    FIRST,
    ACCOUNTS_PER_ROUND,
  ])
  let failed = 0
  await Promise.all(
    due.map(async ({ id }) => {
      try {
        await tellLowBalance(id)
        await recharge(id)
      } catch (fault) {
        failed += 1
        log.error({ accountId: id, fault: String(fault) }, 'a crossing of a threshold could not be followed')
      }
    }),
  )
  return due.length === ACCOUNTS_PER_ROUND && failed === 0
}
