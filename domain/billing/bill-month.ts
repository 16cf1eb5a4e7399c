/** The months that an account has bills of, and when each begins and ends in the account's zone. */
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'

export type BillMonth = {
  /** `2026-11` */
  month: string
  account: { id: string; name: string }
  zone: string
  from: Date
  until: Date
  /** It is not over: what it says is so far. */
  isOpen: boolean
}

type Row = { id: string; name: string; zone: string; from: Date; until: Date; current: string; first: string }

/** Null: it is not written like `2026-11`. */
export function readBillMonth(text: string): string | null {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null
}

/** A step. Throws `bill_month_unreadable`, `bill_in_future`, `bill_before_account`. */
export async function findBillMonth(tx: Tx, accountId: string, text: string): Promise<BillMonth> {
  const month = readBillMonth(text)
  if (!month) throw new Refusal('bill_month_unreadable')
  const [row] = await tx.query<Row>(MONTH, [accountId, month, now()])
  if (!row) throw new Refusal('not_found')
  const { id, name, zone, from, until, current, first } = row
  if (month > current) throw new Refusal('bill_in_future', { places: { month: monthName(month) } })
  if (month < first)
    throw new Refusal('bill_before_account', { places: { month: monthName(month), first: monthName(first) } })
  return { month, account: { id, name }, zone, from, until, isOpen: month === current }
}

/** Midnights as the days of `spend_totals` are: of two that a zone has or of none, the database decides for both alike. */
const MONTH = `
  select a.id, a.name, a.time_zone as zone, ($2 || '-01')::timestamp at time zone a.time_zone as from,
    (($2 || '-01')::timestamp + interval '1 month') at time zone a.time_zone as until,
    to_char($3::timestamptz at time zone a.time_zone, 'YYYY-MM') as current,
    to_char(coalesce((
      select t.at from spend_totals t where t.account_id = $1 and t.dimension = 'line' and t.level = 'day' order by t.at limit 1),
      $3) at time zone a.time_zone, 'YYYY-MM') as first
  from accounts a where a.id = $1`

/** `2026-11` → `November 2026`. */
export function monthName(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`)
  return new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(first)
}

/** What a statement is called: of which account and month, and the same for whoever reads it. */
export function statementNumber(accountId: string, month: string): string {
  return `S-${accountId.slice(-6).toUpperCase()}-${month.replace('-', '')}`
}
