import { queueOptOuts } from '#domain/webhooks/queue-opt-outs.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { OptOutRow } from './insert-opt-outs.ts'
import type { Pair, RemovalSource } from './opt-out.ts'

type Removal = { source: RemovalSource; messageId?: string | null; by?: string | null; reason?: string | null }
/** One, or all that keep a consumer from hearing of a number: where the account's scope is wide, those of its other numbers too. */
type Which = { id: string } | Pair

const LIFT = {
  name: 'lift_opt_outs',
  text: `
    update opt_outs o set removed_at = $2, removed_source = $3, removed_message_id = $4, removed_by = $5, removed_reason = $6
    where o.account_id = $1 and o.removed_at is null and o.id = any(array(
      select id from opt_outs t where t.account_id = $1 and t.removed_at is null and t.id = $7
      union all
      select id from opt_outs t where t.account_id = $1 and t.removed_at is null and t.consumer = $8 and t.is_test = $10
        and (t.number = $9 or (select optout_scope = 'account' from accounts where id = $1))))
    returning o.id, o.number, o.consumer, o.is_test as "isTest", o.source`,
}

/** A step: what was in force is lifted and stays as history. Returns what it was. */
export async function liftOptOuts(tx: Tx, accountId: string, which: Which, removal: Removal) {
  const at = now()
  const { source, messageId = null, by = null, reason = null } = removal
  const pair = 'id' in which ? null : which
  const lifted = await tx.query<Omit<OptOutRow, 'messageId' | 'at'>>(LIFT, [
    accountId,
    at,
    source,
    messageId,
    by,
    reason,
    'id' in which ? which.id : null,
    pair?.consumer ?? null,
    pair?.number ?? null,
    pair?.isTest ?? null,
  ])
  const told = lifted.map((one) => ({ ...one, source, messageId, at }))
  await queueOptOuts(tx, accountId, 'optout.removed', told)
  return lifted
}
