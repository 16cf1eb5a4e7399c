import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { collectCharges } from '#domain/numbers/collect-charges.ts'
import { tenantTransaction } from '#lib/db.ts'
import { lockBalance } from './lock-balance.ts'
import { formatNanos } from './money.ts'
import { postEntries } from './post-entries.ts'
import { refuseRepeat } from './refuse-repeat.ts'

export const MOST_REASON = 200

/** `once`: refused where the same was done some minutes ago. */
export type Adjustment = { amountNanos: bigint; reason: string; once?: boolean }

/**
 * An operator gives or takes live money, with a reason that the account reads on its bill. Nothing that stands is changed: it is a
 * posting of its own. Throws a `RangeError` with a sentence for zero, for no reason, and for more than there is to take.
 */
export async function adjustBalance(scope: Scope, input: Adjustment): Promise<void> {
  const reason = input.reason.trim()
  if (input.amountNanos === 0n) throw new RangeError('An adjustment is more or less than zero.')
  if (reason === '' || reason.length > MOST_REASON)
    throw new RangeError(`An adjustment needs a reason of at most ${MOST_REASON} characters.`)
  const isCredit = input.amountNanos > 0n
  const amountNanos = isCredit ? input.amountNanos : -input.amountNanos
  await tenantTransaction(scope.accountId, async (tx) => {
    const available = await lockBalance(tx, scope.accountId)
    if (!isCredit && amountNanos > available)
      throw new RangeError(`Only ${formatNanos(available, 9)} is available: nothing was taken.`)
    const kind = isCredit ? 'credit' : 'debit'
    if (input.once) await refuseRepeat(tx, scope.accountId, { kind, amountNanos, reason, reverses: null })
    await postEntries(tx, scope.accountId, [{ kind, amountNanos, messageId: null, reason, isTest: false }])
    await appendAudit(tx, scope, {
      action: 'balance.adjusted',
      object: 'balance',
      before: { availableNanos: available.toString() },
      after: { amountNanos: input.amountNanos.toString(), reason },
    })
    if (isCredit) await collectCharges(tx, scope.accountId, 'owed')
  })
}
