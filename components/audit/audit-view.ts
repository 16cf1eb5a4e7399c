/** The page's state is its address: what is filtered, which page, which row is open. */
import { type AuditFilter, FILTER_NAMES } from '#domain/audit/audit-filter.ts'

export type AuditView = {
  filter: AuditFilter
  /** Where the page stands: rows older than `before`, or newer than `after`. */
  before: number | null
  after: number | null
  open: number | null
}

export const AUDIT_PATH = '/preferences/audit-log'

export function auditHref(view: AuditView, change: Partial<AuditView> = {}): string {
  const { filter, before, after, open } = { ...view, ...change }
  const query = filterQuery(filter)
  for (const [name, value] of Object.entries({ before, after, open }))
    if (value !== null) query.set(name, String(value))
  return query.size > 0 ? `${AUDIT_PATH}?${query}` : AUDIT_PATH
}

/** The same rows narrowed to one value, or with a filter taken away: from the newest on. */
export function filterHref(view: AuditView, change: Partial<AuditFilter>): string {
  return auditHref(view, { filter: { ...view.filter, ...change }, before: null, after: null })
}

export function exportHref({ filter }: AuditView, format: string): string {
  const query = filterQuery(filter)
  query.set('format', format)
  return `${AUDIT_PATH}/export?${query}`
}

/** Where a row that was found broken stands: open, and on a page with its neighbours. */
export function rowHref(seq: number): string {
  return `${AUDIT_PATH}?before=${seq + 6}&open=${seq}`
}

function filterQuery(filter: AuditFilter): URLSearchParams {
  return new URLSearchParams(FILTER_NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])))
}
