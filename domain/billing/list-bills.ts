import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { statementNumber } from './bill-month.ts'

export type BillSummary = {
  month: string
  number: string
  isOpen: boolean
  messages: bigint
  parts: bigint
  /** What messages and numbers cost; what came in less what was taken back, refunds among it. */
  spentNanos: bigint
  cameNanos: bigint
  closingNanos: bigint
  /** Of the last check that ended. */
  checkedAt: Date | null
  differenceNanos: bigint | null
  faults: number | null
}

type Row = Omit<BillSummary, 'number' | 'isOpen' | 'closingNanos' | 'differenceNanos'> & {
  posted: bigint
  difference: string | null
}

/** Every month since the account's first entry, also those in which nothing happened; the newest first. */
export async function listBills(scope: Scope): Promise<BillSummary[]> {
  demand(scope, 'billing.read')
  const rows = await tenantTransaction(scope.accountId, (tx) => tx.query<Row>(MONTHS, [scope.accountId, now()]))
  let closing = rows[0]?.posted ?? 0n
  return rows.map(({ posted: _, difference, ...row }, nth) => {
    const bill = {
      ...row,
      number: statementNumber(scope.accountId, row.month),
      isOpen: nth === 0,
      closingNanos: closing,
      differenceNanos: difference === null ? null : BigInt(difference),
    }
    closing += row.spentNanos - row.cameNanos
    return bill
  })
}

/** What was checked in another zone was another bill. A posting after now, which only a moved clock writes, is in no month yet. */
const MONTHS = `
  with own as (select time_zone as zone from accounts where id = $1),
  day as (
    select date_trunc('month', t.at at time zone own.zone) as month, split_part(t.value, '|', 1) as kind, t.messages, t.parts, t.nanos
    from spend_totals t cross join own where t.account_id = $1 and t.dimension = 'line' and t.level = 'day' and t.at <= $2
  ), sums as (
    select month, sum(messages) as messages, sum(parts) as parts,
      sum(nanos) filter (where kind in ('settle', 'charge', 'setup', 'monthly')) as spent,
      -sum(nanos) filter (where kind in ('credit', 'debit', 'refund')) as came
    from day group by 1
  ), every as (
    select generate_series(coalesce((select min(month) from day), date_trunc('month', $2::timestamptz at time zone own.zone)),
      date_trunc('month', $2::timestamptz at time zone own.zone), interval '1 month') as month from own
  )
  select to_char(e.month, 'YYYY-MM') as month, coalesce(s.messages, 0)::bigint as messages, coalesce(s.parts, 0)::bigint as parts,
    coalesce(s.spent, 0)::bigint as "spentNanos", coalesce(s.came, 0)::bigint as "cameNanos",
    (select available_nanos + held_nanos from balances where account_id = $1) as posted,
    c.checked_at as "checkedAt", c.result ->> 'differenceNanos' as difference, (c.result ->> 'faultCount')::integer as faults
  from every e left join sums s on s.month = e.month
  left join bill_checks c on c.account_id = $1 and c.month = to_char(e.month, 'YYYY-MM') and c.result ->> 'zone' = (select zone from own)
  order by e.month desc`
