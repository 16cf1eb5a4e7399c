import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { TEST_MONEY_NANOS } from './open-books.ts'
import { postEntries } from './post-entries.ts'

/**
 * Fills up what test keys may spend, and says by how much: 0 when it was full, and then nothing is written. The balance is locked
 * before it is read, so two people who refill at once fill it once.
 */
export async function refillTestMoney(scope: Scope): Promise<bigint> {
  demand(scope, 'keys.manage')
  return tenantTransaction(scope.accountId, async (tx) => {
    const [balance] = await tx.query<{ nanos: bigint }>(
      'select test_available_nanos as nanos from balances where account_id = $1 for update',
      [scope.accountId],
    )
    const before = balance?.nanos ?? 0n
    const amountNanos = TEST_MONEY_NANOS - before
    if (amountNanos <= 0n) return 0n
    await postEntries(tx, scope.accountId, [
      { kind: 'credit', amountNanos, messageId: null, reason: 'test money refilled', isTest: true },
    ])
    await appendAudit(tx, scope, {
      action: 'test_money.refilled',
      object: 'test money',
      before: { availableNanos: before.toString() },
      after: { availableNanos: TEST_MONEY_NANOS.toString() },
    })
    return amountNanos
  })
}
