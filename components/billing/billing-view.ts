/** Addresses under Billing. The state of a page is its address. */
import { type EntryFilter, entryQuery } from '#domain/billing/entry-filter.ts'
import { type SpendView, spendQuery } from '#domain/billing/spend-view.ts'

export const BILLING_PATH = '/billing'
export const ENTRIES_PATH = `${BILLING_PATH}/entries`

export function billingHref(view: SpendView, change: Partial<SpendView> = {}): string {
  return withQuery(BILLING_PATH, spendQuery({ ...view, ...change }))
}

export function sheetHref(view: SpendView, sheet: 'spend' | 'balance'): string {
  const query = spendQuery(view)
  query.set('sheet', sheet)
  return `${BILLING_PATH}/export?${query}`
}

export function entriesHref(filter: Partial<EntryFilter>, before: string | null = null): string {
  const query = entryQuery(filter)
  if (before) query.set('before', before)
  return withQuery(ENTRIES_PATH, query)
}

export function entriesCsvHref(filter: Partial<EntryFilter>): string {
  return withQuery(`${ENTRIES_PATH}/export`, entryQuery(filter))
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size > 0 ? `${path}?${query}` : path
}
