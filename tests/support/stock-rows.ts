/** Rows of stock for tests, as an operator's import leaves them. Fiction only: 555-0100 to 555-0199. */
import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'

export type StockRow = {
  e164: string
  kind?: 'longcode' | 'toll_free'
  country?: string | null
  state?: string | null
  city?: string | null
  rateCenter?: string | null
  setup?: bigint
  monthly?: bigint
  run?: number
}

const DOLLAR = 1_000_000_000n

export async function stock(...rows: StockRow[]): Promise<void> {
  for (const row of rows) {
    const kind = row.kind ?? 'longcode'
    await query(
      `insert into inventory (e164, kind, country, state, rate_center, city, setup_nanos, monthly_nanos, run, added_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        row.e164,
        kind,
        kind === 'toll_free' ? null : (row.country ?? 'US'),
        row.state ?? null,
        row.rateCenter ?? null,
        row.city ?? null,
        row.setup ?? DOLLAR,
        row.monthly ?? (DOLLAR * 5n) / 4n,
        row.run ?? 1,
        now(),
      ],
    )
  }
}

/** `+1<area code>55501<00…>`, in a row. */
export function fictionOf(areaCode: string, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `+1${areaCode}55501${String(first + at).padStart(2, '0')}`)
}
