import { MESSAGES_PATH } from '#components/table/log-href.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import type { SavedView } from '#domain/views/view.ts'
import { NO_VIEW, shownQuery, type ViewAddress } from '#domain/views/view-address.ts'

export function logAt(shown: Partial<MessageFilter & ViewAddress>): string {
  const query = shownQuery(shown)
  return query.size > 0 ? `${MESSAGES_PATH}?${query}` : MESSAGES_PATH
}

export function viewHref({ id, filter }: Pick<SavedView, 'id' | 'filter'>): string {
  return logAt({ ...filter, view: id })
}

/** Every message; the plain address is the view that the reader has chosen to begin with. */
export function everyMessageHref(opens: SavedView | null): string {
  return logAt({ view: opens ? NO_VIEW : '' })
}
