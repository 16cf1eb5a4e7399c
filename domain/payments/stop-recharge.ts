import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { Tx } from '#lib/db.ts'

/** Auto-recharge turns itself off, and its page says why. */
export async function stopRecharge(tx: Tx, accountId: string, why: string): Promise<void> {
  await tx.query('update money_settings set recharge_on = false, recharge_stopped = $2 where account_id = $1', [
    accountId,
    why,
  ])
  await appendAudit(tx, systemScope(accountId, 'Auto-recharge'), {
    action: 'auto_recharge.stopped',
    object: 'balance',
    before: { on: true },
    after: { on: false, reason: why },
  })
}
