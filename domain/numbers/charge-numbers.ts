import { query, tenantTransaction } from '#lib/db.ts'
import { NO_ID } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { collectCharges } from './collect-charges.ts'

const ACCOUNTS_AT_ONCE = 100

/** The worker's round: every account that has something due, one transaction an account. Any number of workers may do it at once. */
export async function chargeNumbers(): Promise<void> {
  let after: string | null = NO_ID
  while (after !== null) {
    const accounts: string[] = await accountsWithDueCharges(after)
    for (const accountId of accounts) await chargeAccount(accountId)
    after = accounts.length === ACCOUNTS_AT_ONCE ? (accounts.at(-1) ?? null) : null
  }
}

/** A fault of one account keeps no other waiting: it is tried again in the next round. */
async function chargeAccount(accountId: string): Promise<void> {
  try {
    while (await tenantTransaction(accountId, (tx) => collectCharges(tx, accountId, 'due')));
  } catch (fault) {
    log.error({ accountId, fault: String(fault) }, 'the monthly charges of an account failed')
  }
}

async function accountsWithDueCharges(after: string): Promise<string[]> {
  const rows = await query<{ account_id: string }>(
    { name: 'accounts_with_due_charges', text: 'select accounts_with_due_charges($1, $2, $3) as account_id' },
    [now(), after, ACCOUNTS_AT_ONCE],
  )
  return rows.map((row) => row.account_id)
}
