import type { Tx } from '#lib/db.ts'
import type { Period, Subject } from './limit-words.ts'

/** A new limit looks through so many messages at most, with the balance locked. */
const MOST_MESSAGES = 50_000

type Asked = { subject: Subject; value: string; period: Period; at: Date }
export type SpentBefore = { nanos: bigint; from: 'messages' | 'totals' | 'nothing' }

/**
 * What was spent already in the period that runs: by its messages. Where they are too many to look at, an account's by its ledger and
 * what is held; a key's by the ledger; anything else begins at zero, and says so.
 */
export async function spentBefore(
  tx: Tx,
  accountId: string,
  { subject, value, period, at }: Asked,
): Promise<SpentBefore> {
  const [found] = await tx.query<{ nanos: bigint | null; from: Date }>(
    `select spent_since($1, $2, $3, w.at, $6) as nanos, w.at as from
     from accounts a cross join lateral (select window_start($4, $5, a.time_zone) as at) w where a.id = $1`,
    [accountId, subject, value, period, at, MOST_MESSAGES],
  )
  if (!found) throw new Error('the account is gone')
  if (found.nanos !== null) return { nanos: found.nanos, from: 'messages' }
  if (period === 'minute' || (subject !== 'account' && subject !== 'key')) return { nanos: 0n, from: 'nothing' }
  const [total] = await tx.query<{ nanos: bigint }>(
    subject === 'account'
      ? `select (coalesce(sum(t.nanos), 0) + (select held_nanos from balances where account_id = $1))::bigint as nanos from spend_totals t
         where t.account_id = $1 and t.dimension = 'line' and t.level = 'quarter' and t.at >= $2 and t.value like 'settle|%'`
      : `select coalesce(sum(t.nanos), 0)::bigint as nanos from spend_totals t
         where t.account_id = $1 and t.dimension = 'key' and t.level = 'quarter' and t.at >= $2 and t.value = $3`,
    subject === 'account' ? [accountId, found.from] : [accountId, found.from, value],
  )
  const nanos = total?.nanos ?? 0n
  return { nanos: nanos > 0n ? nanos : 0n, from: 'totals' }
}
