import type { Tx } from '#lib/db.ts'
import { OWN_COLUMNS, type OwnNumber } from './list-numbers.ts'

/** Those of these numbers that the account has, in order. */
export async function findOwnNumbers(tx: Tx, accountId: string, numbers: readonly string[]): Promise<OwnNumber[]> {
  return tx.query<OwnNumber>(
    `select ${OWN_COLUMNS} from numbers
     where account_id = $1 and e164 = any($2) order by e164`,
    [accountId, numbers],
  )
}
