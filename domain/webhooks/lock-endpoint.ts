import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'

export type LockedEndpoint = {
  address: string
  state: 'active' | 'disabled'
  disabledWhy: 'gone' | 'failing' | 'person' | null
  failuresInRow: number
  maxAtOnce: number | null
  maxPerSecond: number | null
}

/** A step, for a change by somebody. Throws `not_found`, for a stranger's as for none. */
export async function lockEndpoint(tx: Tx, accountId: string, id: string): Promise<LockedEndpoint> {
  if (!isId(id)) throw new Refusal('not_found')
  const [found] = await tx.query<LockedEndpoint>(
    `select address, state, disabled_why as "disabledWhy", failures_in_row as "failuresInRow", max_at_once as "maxAtOnce",
       max_per_second as "maxPerSecond"
     from endpoints where account_id = $1 and id = $2 for no key update`,
    [accountId, id],
  )
  if (!found) throw new Refusal('not_found')
  return found
}
