import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { collectCharges } from '#domain/numbers/collect-charges.ts'
import { tenantTransaction } from '#lib/db.ts'
import { postEntries } from './post-entries.ts'

/**
 * Money arrives from outside: `amountNanos` becomes available at once, and months of numbers that are owed are paid from it at once.
 * For operators and the demo; customers pay elsewhere.
 */
export async function creditAccount(scope: Scope, input: { amountNanos: bigint; reason: string }): Promise<void> {
  if (input.amountNanos <= 0n) throw new RangeError('a credit is more than zero')
  await tenantTransaction(scope.accountId, async (tx) => {
    await postEntries(tx, scope.accountId, [{ kind: 'credit', messageId: null, isTest: false, ...input }])
    await appendAudit(tx, scope, {
      action: 'balance.credited',
      object: 'balance',
      before: null,
      after: { amountNanos: input.amountNanos.toString(), reason: input.reason },
    })
    await collectCharges(tx, scope.accountId, 'owed')
  })
}
