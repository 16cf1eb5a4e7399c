/** The page's state is its address: what is filtered, how it is sorted, which page. */
import { FILTER_NAMES, type OwnNumberFilter } from '#domain/numbers/number-filter.ts'
import type { Order } from '#domain/numbers/own-numbers.sql.ts'

export type NumberView = { filter: OwnNumberFilter; order: Order; after: string | null; before: string | null }

export const NUMBERS_PATH = '/numbers'
export const JOBS_PATH = '/numbers/jobs'

export function numbersHref(view: NumberView, change: Partial<NumberView> = {}): string {
  const { filter, order, after, before } = { ...view, ...change }
  const query = filterQuery(filter)
  if (order !== 'number') query.set('order', order)
  if (after) query.set('after', after)
  if (before) query.set('before', before)
  return query.size > 0 ? `${NUMBERS_PATH}?${query}` : NUMBERS_PATH
}

/** The same numbers narrowed to one value, or with a filter taken away: from the first page on. */
export function filterHref(view: NumberView, change: Partial<OwnNumberFilter>): string {
  return numbersHref(view, { filter: { ...view.filter, ...change }, after: null, before: null })
}

export function exportHref({ filter }: NumberView): string {
  const query = filterQuery(filter)
  return query.size > 0 ? `${NUMBERS_PATH}/export?${query}` : `${NUMBERS_PATH}/export`
}

/** A change to all that match, whatever page is shown. */
export function editAllHref({ filter }: NumberView): string {
  const query = filterQuery(filter)
  query.set('all', '1')
  return `${NUMBERS_PATH}/edit?${query}`
}

export function jobHref(id: string): string {
  return `${JOBS_PATH}/${id}`
}

function filterQuery(filter: OwnNumberFilter): URLSearchParams {
  return new URLSearchParams(FILTER_NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])))
}
