import { logHref } from './log-href.ts'

/** A log's state is its address: what is filtered, which page, which row is open. */
export type LogView<Filter> = {
  filter: Filter
  /** Where the page stands: rows older than `before`, or newer than `after`. */
  before: string | null
  after: string | null
  open: string | null
}

export function logAddress<Filter>(path: string, queryOf: (filter: Filter) => URLSearchParams) {
  function href(view: LogView<Filter>, change: Partial<LogView<Filter>> = {}): string {
    const { filter, before, after, open } = { ...view, ...change }
    return logHref(String(queryOf(filter)), { before, after, open }, path)
  }
  return {
    href,
    /** The same narrowed to one value, or with a filter taken away: from the newest on. */
    narrowed: (view: LogView<Filter>, change: Partial<Filter>) =>
      href(view, { filter: { ...view.filter, ...change }, before: null, after: null }),
  }
}
