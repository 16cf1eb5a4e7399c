import type { Tx } from '#lib/db.ts'
import type { OwnNumber } from './list-numbers.ts'

/** Those of these numbers that the account has, in order. */
export async function findOwnNumbers(tx: Tx, accountId: string, numbers: readonly string[]): Promise<OwnNumber[]> {
  return tx.query<OwnNumber>(
    `select e164, kind, alias, state, rate_center as "rateCenter", messaging_state as "messagingState" from numbers
     where account_id = $1 and e164 = any($2) order by e164`,
    [accountId, numbers],
  )
}
