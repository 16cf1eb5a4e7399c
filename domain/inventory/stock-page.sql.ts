/** One page of the stock, read so that little is read: which way, the filter decides and not the planner's guess alone. */
import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { digitsOf } from './letters.ts'
import type { StockCursor, StockOrder } from './search-inventory.ts'
import type { StockFilter, StockNumber } from './stock-filter.ts'
import { STOCK_COLUMNS, stockWhere } from './stock-where.sql.ts'

export type PageInput = {
  accountId: string
  filter: StockFilter
  order: StockOrder
  from: StockCursor | null
  isBack: boolean
  limit: number
  /** Left out before the page; for whoever counts pages off. */
  offset?: number
}

/** An operator with more prices than this gets the planner's guess instead of one question a price. */
const MOST_PRICES = 20

export async function readStockPage(input: PageInput): Promise<StockNumber[]> {
  if (input.order === 'number' || gathers(input.filter)) return readPage(input, null)
  const prices = await readPrices(input)
  if (prices.length > MOST_PRICES) return readPage(input, null)
  // Price and place hang together (toll-free numbers cost more): in the order of prices the first of them may come very late. One
  // price after the other, each walked in the order of numbers, it comes at once.
  const rows: StockNumber[] = []
  for (const price of prices) {
    if (rows.length < input.limit) rows.push(...(await readPage({ ...input, limit: input.limit - rows.length }, price)))
  }
  return rows
}

/** Digits that few numbers have: all of these are gathered by the trigrams, then put in order. */
export function gathers({ contains = '', letters = '', endsWith = '' }: StockFilter): boolean {
  const [inside, end] = [Math.max(digitsOf(contains).length, digitsOf(letters).length), digitsOf(endsWith).length]
  return inside >= 4 || end >= 3 || (inside >= 2 && end >= 2)
}

async function readPage(input: PageInput, price: bigint | null): Promise<StockNumber[]> {
  const { accountId, filter, order, from, isBack, limit, offset = 0 } = input
  const values: unknown[] = [accountId, now()]
  const where = [stockWhere(filter, values)]
  const place = (value: unknown) => `$${values.push(value)}`
  const sign = isBack ? '<' : '>'
  const isByPrice = order === 'price' && price === null
  // Two bounds say the same as `=`, but leave the order by price to the index that has it: behind the last number of a price the
  // planner would else read on to the end of the stock.
  const isPlain = Object.keys(filter).every((name) => name === 'maxMonthlyNanos')
  if (price !== null && isPlain) where.push(`i.monthly_nanos between ${place(price)} and ${place(price)}`)
  else if (price !== null) where.push(`i.monthly_nanos = ${place(price)}`)
  if (from && isByPrice)
    where.push(`(i.monthly_nanos, i.e164) ${sign} (${place(from.monthlyNanos)}::bigint, ${place(from.e164)})`)
  else if (from && (price === null || price === from.monthlyNanos)) where.push(`i.e164 ${sign} ${place(from.e164)}`)
  const direction = isBack ? 'desc' : 'asc'
  const sort = `${isByPrice || (price !== null && isPlain) ? `"monthlyNanos" ${direction}, ` : ''}e164 ${direction} limit ${limit} offset ${offset}`
  const rows = `select ${STOCK_COLUMNS} from inventory i where ${where.join(' and ')}`
  return gathers(filter)
    ? query(`with hits as materialized (${rows}) select * from hits order by ${sort}`, values)
    : query(`${rows} order by ${sort}`, values)
}

/** Those that may still come, in their order. */
async function readPrices({ filter, from, isBack }: PageInput): Promise<bigint[]> {
  const prices = await query<{ price: bigint }>(
    `with recursive prices as (
       (select monthly_nanos as price from inventory order by monthly_nanos limit 1)
       union all
       select n.price from prices p cross join lateral (
         select monthly_nanos as price from inventory where monthly_nanos > p.price order by monthly_nanos limit 1) n
     ) select price from prices limit ${MOST_PRICES + 1}`,
  )
  const wanted = prices
    .map(({ price }) => price)
    .filter((price) => filter.maxMonthlyNanos === undefined || price <= filter.maxMonthlyNanos)
    .filter((price) => !from || (isBack ? price <= from.monthlyNanos : price >= from.monthlyNanos))
  return isBack ? wanted.reverse() : wanted
}
