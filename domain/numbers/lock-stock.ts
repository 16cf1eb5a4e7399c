import type { Tx } from '#lib/db.ts'
import type { NumberKind } from './nanp.ts'

export type StockNumber = { e164: string; kind: NumberKind; setupNanos: bigint; monthlyNanos: bigint }

/** Nobody hangs behind a buyer who has stopped. */
export const WAIT = "set local lock_timeout = '2s'"

const LOCK_STOCK = {
  name: 'lock_stock',
  text: `
    select e164, kind, setup_nanos as "setupNanos", monthly_nanos as "monthlyNanos" from inventory i
    where e164 = any($1) and (reserved_until is null or reserved_until <= $3 or reserved_by = $2)
      and not exists (select 1 from number_owners o where o.e164 = i.e164)
    order by e164 for update`,
}

/** Those of these that this account could buy at this moment, locked in the order of their numbers: two carts cannot meet in a deadlock. */
export async function lockStock(
  tx: Tx,
  { accountId, numbers, at }: { accountId: string; numbers: readonly string[]; at: Date },
): Promise<StockNumber[]> {
  return tx.query<StockNumber>(LOCK_STOCK, [numbers, accountId, at])
}
