import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { endQuote, lockQuote } from './lock-quote.ts'

/**
 * What was offered becomes the account's own rates, from now on or from the day that the offer names. They take the place of all own
 * rates of the same direction and kind of number, also of those for single destinations; what was accepted before keeps its price.
 */
export async function acceptQuote(scope: Scope, id: string): Promise<{ effectiveFrom: Date }> {
  demand(scope, 'billing.manage')
  return tenantTransaction(scope.accountId, async (tx) => {
    // Messages are priced under this lock: each has either the old price or the new one, in the order in which they came.
    await lockBalance(tx, scope.accountId)
    const quote = await lockQuote(tx, scope, id, ['offered'])
    const at = now()
    const wanted = quote.effectiveFrom && quote.effectiveFrom > at ? quote.effectiveFrom : at
    const effectiveFrom = await freeMoment(tx, scope.accountId, id, wanted)
    await tx.query(
      `update account_rates r set effective_until = greatest(r.effective_from, $3)
       where r.account_id = $1 and (r.effective_until is null or r.effective_until > $3)
         and exists (select from quote_rates q where q.account_id = $1 and q.quote_id = $2 and q.direction = r.direction and q.number_kind = r.number_kind)`,
      [scope.accountId, id, effectiveFrom],
    )
    const tiers = await tx.query(
      `insert into account_rates (account_id, id, direction, number_kind, destination, from_parts, until_parts, part_nanos, effective_from)
       select account_id, gen_random_uuid(), direction, number_kind, destination, from_parts, until_parts, part_nanos, $3
       from quote_rates where account_id = $1 and quote_id = $2 returning id`,
      [scope.accountId, id, effectiveFrom],
    )
    await endQuote(tx, scope, id, 'accepted')
    await appendAudit(tx, scope, {
      action: 'quote.accepted',
      object: `quote ${id}`,
      before: { state: quote.state },
      after: { state: 'accepted', tiers: tiers.length, effective_from: effectiveFrom.toISOString() },
    })
    return { effectiveFrom }
  })
}

/** Two cards of one moment would be two prices: a later one begins a millisecond after. */
async function freeMoment(tx: Tx, accountId: string, id: string, wanted: Date): Promise<Date> {
  const taken = await tx.query<{ at: Date }>(
    `select distinct r.effective_from as at from account_rates r
     where r.account_id = $1 and r.effective_from >= $3 and r.effective_from < $3 + interval '1 second'
       and exists (select from quote_rates q where q.account_id = $1 and q.quote_id = $2 and q.direction = r.direction and q.number_kind = r.number_kind)`,
    [accountId, id, wanted],
  )
  const times = new Set(taken.map(({ at }) => at.getTime()))
  let ms = wanted.getTime()
  while (times.has(ms)) ms += 1
  return new Date(ms)
}
