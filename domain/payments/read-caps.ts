import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Recharge } from './money-settings.ts'

export type Cap = { cap: 'day' | 'month'; capNanos: bigint; until: Date }

/** Days and months of the account's zone, also those of 23 or 25 hours. What was refunded since still counts as charged. */
const CHARGED = `
  with here as (select $2::timestamptz at time zone a.time_zone as at, a.time_zone as zone from accounts a where a.id = $1),
  span as (select date_trunc('day', at) at time zone zone as day, (date_trunc('day', at) + interval '1 day') at time zone zone as next_day,
    date_trunc('month', at) at time zone zone as month, (date_trunc('month', at) + interval '1 month') at time zone zone as next_month
    from here)
  select s.next_day as "nextDay", s.next_month as "nextMonth",
    coalesce(sum(p.amount_nanos) filter (where p.created_at >= s.day), 0)::bigint as "dayNanos",
    coalesce(sum(p.amount_nanos), 0)::bigint as "monthNanos"
  from span s left join payments p on p.account_id = $1 and p.created_at >= s.month and p.kind = 'recharge'
    and p.state not in ('failed', 'canceled')
  group by s.next_day, s.next_month`

type Charged = { nextDay: Date; nextMonth: Date; dayNanos: bigint; monthNanos: bigint }

/** The cap that another recharge would pass, and when its time is over; null: it may be made. */
export async function readCaps(tx: Tx, accountId: string, recharge: Recharge): Promise<Cap | null> {
  const [charged] = await tx.query<Charged>(CHARGED, [accountId, now()])
  if (!charged) return null
  if (charged.monthNanos + recharge.amountNanos > recharge.monthNanos)
    return { cap: 'month', capNanos: recharge.monthNanos, until: charged.nextMonth }
  if (charged.dayNanos + recharge.amountNanos > recharge.dayNanos)
    return { cap: 'day', capNanos: recharge.dayNanos, until: charged.nextDay }
  return null
}
