import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { readAmount } from '#domain/ledger/read-amount.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { armMoney, readMoneySettings } from './money-settings.ts'

export const MOST_ALERTS = 10
const BOUNDS = { least: 0n, most: 1_000_000_000_000_000n }

/** `50.00, 10.00, 0`: the highest first, each once. None: no letters. */
export async function setAlerts(scope: Scope, typed: string): Promise<void> {
  demand(scope, 'billing.manage')
  const alertNanos = readThresholds(typed)
  await tenantTransaction(scope.accountId, async (tx) => {
    await lockBalance(tx, scope.accountId)
    const before = await readMoneySettings(tx, scope.accountId)
    await tx.query(
      `insert into money_settings (account_id, alert_nanos) values ($1, $2::text[]::bigint[])
       on conflict (account_id) do update set alert_nanos = excluded.alert_nanos`,
      [scope.accountId, alertNanos.map(String)],
    )
    await armMoney(tx, scope.accountId)
    await appendAudit(tx, scope, {
      action: 'balance_alerts.changed',
      object: 'balance',
      before: { below: before.alertNanos.map(inDollars) },
      after: { below: alertNanos.map(inDollars) },
    })
  })
}

function readThresholds(typed: string): bigint[] {
  const words = typed.split(/[\s;]+|,\s+/).filter((word) => word !== '')
  if (words.length > MOST_ALERTS) throw refuse(`Write at most ${MOST_ALERTS} amounts.`)
  const found = words.map((word) => {
    const read = readAmount(word.replace(/,$/, ''), BOUNDS)
    if (!read.ok) throw refuse(`“${word.slice(0, 20)}”: ${read.problem}`)
    return read.nanos
  })
  return [...new Set(found)].sort((one, other) => (one < other ? 1 : -1))
}

function refuse(problem: string): Refusal {
  return new Refusal('invalid', { fields: { alerts: [problem] } })
}

export function inDollars(nanos: bigint): string {
  return `${nanos / 1_000_000_000n}.${String((nanos % 1_000_000_000n) / 10_000_000n).padStart(2, '0')}`
}
