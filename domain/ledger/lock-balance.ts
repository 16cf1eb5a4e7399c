import type { Tx } from '#lib/db.ts'

/** What the account may spend of live money, and nobody else spends it before this transaction ends. Always the first lock of one. */
export async function lockBalance(tx: Tx, accountId: string): Promise<bigint> {
  const [balance] = await tx.query<{ nanos: bigint }>(
    'select available_nanos as nanos from balances where account_id = $1 for update',
    [accountId],
  )
  if (!balance) throw new Error('the account has no balance row')
  return balance.nanos
}
