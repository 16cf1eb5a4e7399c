import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { signalRecharge } from './money-settings.ts'

/** The crossing is answered. If the balance is below the threshold all the same, that is another one. */
export async function finishRecharge(accountId: string, signalId: string, outcome: string): Promise<void> {
  await tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    await endSignal(tx, accountId, signalId, outcome)
    await signalRecharge(tx, accountId)
  })
}

export async function endSignal(tx: Tx, accountId: string, signalId: string, outcome: string): Promise<void> {
  await tx.query('update money_signals set due_at = null, outcome = $3 where account_id = $1 and id = $2', [
    accountId,
    signalId,
    outcome,
  ])
}

export async function delaySignal(
  tx: Tx,
  accountId: string,
  signalId: string,
  until: Date,
  outcome: string,
): Promise<void> {
  await tx.query('update money_signals set due_at = $3, outcome = $4 where account_id = $1 and id = $2', [
    accountId,
    signalId,
    until,
    outcome,
  ])
}
