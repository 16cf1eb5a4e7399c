import type { Tx } from '#lib/db.ts'
import { postEntries } from './post-entries.ts'

/** What test keys have to spend: $100.00. It ends, so that a test that runs away does too; refilling is one click. */
export const TEST_MONEY_NANOS = 100_000_000_000n

/** The books of a new account: no money, and test money. In the transaction that makes the account. */
export async function openBooks(tx: Tx, accountId: string): Promise<void> {
  await tx.query('insert into balances (account_id) values ($1)', [accountId])
  await postEntries(tx, accountId, [
    {
      kind: 'credit',
      amountNanos: TEST_MONEY_NANOS,
      messageId: null,
      reason: 'test money to begin with',
      isTest: true,
    },
  ])
}
