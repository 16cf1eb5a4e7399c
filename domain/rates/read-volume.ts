import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { kindsOf, readSpendLine } from '#domain/ledger/spend-line.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Direction } from './rate-card.ts'

/** What went one way in a month, by what its price depends on. */
export type Usage = { direction: Direction; numberKind: NumberKind; destination: string; parts: bigint }
export type Volume = {
  /** Outbound parts accepted in the month so far, in the account's zone: what tiers go by. */
  thisMonth: bigint
  monthEndsAt: Date
  lastMonth: Usage[]
}

/** `b.volume_until` has passed where nothing was sent this month yet. */
const SO_FAR = `
  select case when b.volume_until > $2 then b.volume_parts else 0 end as "thisMonth", window_end('month', $2, a.time_zone) as "monthEndsAt"
  from balances b join accounts a on a.id = b.account_id where b.account_id = $1`
const LAST_MONTH = `
  select t.value, sum(t.parts)::bigint as parts from accounts a
  join spend_totals t on t.account_id = a.id and t.dimension = 'line' and t.level = 'day'
    and t.at >= window_start('month', window_start('month', $2, a.time_zone) - interval '1 day', a.time_zone)
    and t.at < window_start('month', $2, a.time_zone)
  where a.id = $1 group by t.value having sum(t.parts) > 0`

export async function readVolume(scope: Scope): Promise<Volume> {
  demand(scope, 'billing.read')
  const values = [scope.accountId, now()]
  return tenantTransaction(scope.accountId, async (tx) => {
    const [soFar] = await tx.query<Omit<Volume, 'lastMonth'>>(SO_FAR, values)
    if (!soFar) throw new Error('the account has no balance row')
    const lines = await tx.query<{ value: string; parts: bigint }>(LAST_MONTH, values)
    return { ...soFar, lastMonth: lines.flatMap(({ value, parts }) => usageOf(value, parts)) }
  })
}

function usageOf(value: string, parts: bigint): Usage[] {
  const { kind, numberKind, destination } = readSpendLine(value)
  if (numberKind === '') return []
  if (kindsOf('outbound').includes(kind)) return [{ direction: 'outbound', numberKind, destination, parts }]
  return kindsOf('inbound').includes(kind) ? [{ direction: 'inbound', numberKind, destination, parts }] : []
}
