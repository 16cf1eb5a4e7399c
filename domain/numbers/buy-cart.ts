import { demand } from '#domain/access/permissions.ts'
import { isTest, type Scope } from '#domain/access/scope.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { explain } from './buy-number.ts'
import { findOwnNumbers } from './find-own-numbers.ts'
import { WAIT } from './lock-stock.ts'
import { MOST_IN_CART } from './reserve-numbers.ts'
import { type Purchase, takeFromStock } from './take-from-stock.ts'

/** `seenNanos`: what the person was shown that it costs; at another price nothing is bought. */
type Wanted = { numbers: readonly string[]; seenNanos: bigint }

/**
 * All of them or none. A form that is sent twice buys once: when every number is on the account already, that is the answer. Throws
 * `number_taken` with the names of those that are gone, `price_changed` and `insufficient_funds_numbers`.
 */
export async function buyCart(scope: Scope, wanted: Wanted): Promise<Purchase> {
  demand(scope, 'numbers.manage')
  if (isTest(scope)) throw new Refusal('test_key_buys_nothing')
  const numbers = [...new Set(wanted.numbers)]
  if (numbers.length === 0 || numbers.length > MOST_IN_CART)
    throw new Refusal('invalid', { fields: { number: ['Nothing in this cart is reserved. Add a number first.'] } })
  try {
    return await tenantTransaction(scope.accountId, async (tx) => {
      // A second press waits here for the first, and finds what it bought.
      await tx.query(WAIT)
      await lockBalance(tx, scope.accountId)
      const own = await findOwnNumbers(tx, scope.accountId, numbers)
      if (own.length === numbers.length) return { numbers: own.map(({ e164 }) => e164), totalNanos: 0n }
      const bought = await takeFromStock(tx, scope, numbers)
      if (bought.totalNanos !== wanted.seenNanos)
        throw new Refusal('price_changed', { places: { price: formatNanos(bought.totalNanos, 2) } })
      return bought
    })
  } catch (fault) {
    throw explain(fault, false)
  }
}
