import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { StockFilter, StockNumber } from './stock-filter.ts'
import { readStockPage } from './stock-page.sql.ts'

export const PAGE_SIZE = 25

export type StockOrder = 'number' | 'price'
/** The number beside which a page begins, with its price: the order by price needs both. */
export type StockCursor = { e164: string; monthlyNanos: bigint }
export type StockPage = { rows: StockNumber[]; previous: StockCursor | null; next: StockCursor | null }

type Input = {
  filter: StockFilter
  order?: StockOrder
  after?: StockCursor | null
  before?: StockCursor | null
  limit?: number
}

/** A page of what can be bought: by keyset, so that page one thousand costs what page one costs. */
export async function searchInventory(scope: Scope, input: Input): Promise<StockPage> {
  demand(scope, 'numbers.read')
  const { filter, order = 'number', after = null, before = null, limit = PAGE_SIZE } = input
  const isBack = before !== null
  // One more than is shown tells whether there is another page.
  const found = await readStockPage({
    accountId: scope.accountId,
    filter,
    order,
    from: before ?? after,
    isBack,
    limit: limit + 1,
  })
  const rows = found.slice(0, limit)
  if (isBack) rows.reverse()
  const isMore = found.length > limit
  return {
    rows,
    previous: (isBack ? isMore : after !== null) ? cursorOf(rows.at(0)) : null,
    next: isBack || isMore ? cursorOf(rows.at(-1)) : null,
  }
}

function cursorOf(row: StockNumber | undefined): StockCursor | null {
  return row ? { e164: row.e164, monthlyNanos: row.monthlyNanos } : null
}
