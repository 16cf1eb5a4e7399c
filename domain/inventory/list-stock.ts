import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { query } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { StockFilter, StockNumber } from './stock-filter.ts'
import { gathers, readStockPage } from './stock-page.sql.ts'
import { STOCK_COLUMNS, stockWhere } from './stock-where.sql.ts'

/** What the contract's clients may sort by, and the column that is meant. */
export const STOCK_ORDERS = {
  number: 'e164',
  value: 'e164',
  tn: 'e164',
  monthly_cost: 'monthly_nanos',
  iso_country: 'country',
  number_type: 'kind',
  state: 'state',
  rate_center: 'rate_center',
} as const
export type StockSort = { by: keyof typeof STOCK_ORDERS; isDescending: boolean }

/** Whoever wants more than this narrows the search: a page far behind costs as much as all before it. */
export const MOST_SKIPPED = 5_000

type Input = { filter: StockFilter; sort: StockSort; limit: number; offset: number }

/** The stock in pages that are counted off, as the contract has them (7.2). The portal pages by cursor: `searchInventory`. */
export async function listStock(scope: Scope, { filter, sort, limit, offset }: Input): Promise<StockNumber[]> {
  demand(scope, 'numbers.read')
  const column = STOCK_ORDERS[sort.by]
  // Toll-free numbers have no place, and what has a place is a long code: then such an order says nothing, and the numbers decide.
  const isIdle = column === 'kind' ? hasPlace(filter) : filter.kind === 'toll_free' && column !== 'monthly_nanos'
  if (column === 'e164' || column === 'monthly_nanos' || isIdle) {
    return readStockPage({
      accountId: scope.accountId,
      filter,
      order: column === 'monthly_nanos' ? 'price' : 'number',
      from: null,
      isBack: sort.isDescending,
      limit,
      offset,
    })
  }
  const values: unknown[] = [scope.accountId, now()]
  const direction = sort.isDescending ? 'desc' : 'asc'
  const rows = `select ${STOCK_COLUMNS}, i.${column} as sort from inventory i where ${stockWhere(filter, values)}`
  const page = `order by sort ${direction}, e164 ${direction} limit ${limit} offset ${offset}`
  return query<StockNumber>(
    gathers(filter) ? `with hits as materialized (${rows}) select * from hits ${page}` : `${rows} ${page}`,
    values,
  )
}

function hasPlace({ country, state, rateCenter, city }: StockFilter): boolean {
  return [country, state, rateCenter, city].some((one) => one !== undefined)
}
