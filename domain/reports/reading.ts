import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { inSearchTurn } from './reading-turns.ts'

/**
 * Nothing is sorted: a walk is in the order of its index or is not made. One snapshot for all that is read, so that a message which
 * moves from walk to walk meanwhile is met once. What takes longer than a reader waits is ended.
 */
const SETTINGS = `set transaction isolation level repeatable read, read only;
  set local enable_sort = off; set local enable_incremental_sort = off; set local enable_bitmapscan = off; set local jit = off;
  set local statement_timeout = 5000`

const STATEMENT_TIMED_OUT = '57014'

/** Throws `search_too_wide` when it takes too long, `too_many_searches`. */
export async function reading<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inSearchTurn(scope.accountId, () =>
      tenantTransaction(scope.accountId, async (tx) => {
        await tx.query(SETTINGS)
        return work(tx)
      }),
    )
  } catch (error) {
    const isTooLong = error instanceof Error && 'code' in error && error.code === STATEMENT_TIMED_OUT
    throw isTooLong ? new Refusal('search_too_wide') : error
  }
}
