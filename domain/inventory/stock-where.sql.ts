/**
 * The stock's `where`, for every reader of it. Each condition can use an index of its own (see the migration `stock_search`); what
 * none fits is read along the order of the numbers, until the page is full.
 */
import { digitsOf } from './letters.ts'
import type { StockFilter } from './stock-filter.ts'

export const STOCK_COLUMNS = `i.e164, i.kind, i.country, i.state, i.rate_center as "rateCenter", i.city,
  i.setup_nanos as "setupNanos", i.monthly_nanos as "monthlyNanos", (i.reserved_by is not null and i.reserved_by = $1 and i.reserved_until > $2) as "isReserved"`

/** Not held by somebody else. */
export const IS_FREE = '(i.reserved_until is null or i.reserved_until <= $2 or i.reserved_by = $1)'

/** Takes $1 for the account and $2 for the time; `values` grows by what the filter needs. */
export function stockWhere(filter: StockFilter, values: unknown[]): string {
  const conditions = [IS_FREE]
  const add = (text: string, value: unknown) => {
    values.push(value)
    conditions.push(text.replace('?', `$${values.length}`))
  }
  if (filter.kind) add('i.kind = ?', filter.kind)
  if (filter.country) add('i.country = ?', filter.country)
  if (filter.state) add('i.state = ?', filter.state)
  if (filter.rateCenter) add('i.rate_center = ?', filter.rateCenter)
  if (filter.city) add('lower(i.city) = ?', filter.city.toLowerCase())
  if (filter.exchange) add('substr(i.e164, 6, 3) = ?', filter.exchange)
  if (filter.maxMonthlyNanos !== undefined) add('i.monthly_nanos <= ?', filter.maxMonthlyNanos)
  for (const prefix of prefixesOf(filter)) {
    add('i.e164 >= ?', `+${prefix}`)
    const after = nextPrefix(prefix)
    if (after) add('i.e164 < ?', `+${after}`)
  }
  const { contains, endsWith, letters } = filter
  if (contains) add('i.e164 like ?', `%${digitsOf(contains)}%`)
  if (letters) add('i.e164 like ?', `%${digitsOf(letters)}%`)
  if (endsWith) add('i.e164 like ?', `%${digitsOf(endsWith)}`)
  return conditions.join(' and ')
}

/** No area code begins with 1, so it can be left out. */
function prefixesOf({ areaCode, startsWith }: StockFilter): string[] {
  return [areaCode, startsWith && digitsOf(startsWith)].flatMap((digits) =>
    digits ? [digits.startsWith('1') ? digits : `1${digits}`] : [],
  )
}

/** `1206` → `1207`: the first digits that no longer begin so; null after the last. */
export function nextPrefix(prefix: string): string | null {
  const open = prefix.replace(/9+$/, '')
  return open ? open.slice(0, -1) + String(Number(open.at(-1)) + 1) : null
}
