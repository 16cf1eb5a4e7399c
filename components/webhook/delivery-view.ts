/** The log's state is its address: what is filtered, which page, which event is open. */
import { type DeliveryFilter, FILTER_NAMES } from '#domain/webhooks/delivery-filter.ts'
import { LOG_PATH, REPLAYS_PATH } from './webhook-paths.ts'

export type DeliveryView = {
  filter: DeliveryFilter
  /** Where the page stands: events older than `before`, or newer than `after`. */
  before: string | null
  after: string | null
  open: string | null
}

export function deliveryHref(view: DeliveryView, change: Partial<DeliveryView> = {}): string {
  const { filter, before, after, open } = { ...view, ...change }
  const query = filterQuery(filter)
  for (const [name, value] of Object.entries({ before, after, open })) if (value !== null) query.set(name, value)
  return query.size > 0 ? `${LOG_PATH}?${query}` : LOG_PATH
}

/** The same events narrowed to one value, or with a filter taken away: from the newest on. */
export function filterHref(view: DeliveryView, change: Partial<DeliveryFilter>): string {
  return deliveryHref(view, { filter: { ...view.filter, ...change }, before: null, after: null })
}

/** The log of nothing but this. */
export function logOf(filter: Partial<DeliveryFilter>): string {
  return `${LOG_PATH}?${filterQuery(filter)}`
}

/** What replaying all of these would do, before it does. */
export function replayAllHref(filter: Partial<DeliveryFilter>): string {
  const query = filterQuery(filter)
  return query.size > 0 ? `${REPLAYS_PATH}/new?${query}` : `${REPLAYS_PATH}/new`
}

export function filterQuery(filter: Partial<DeliveryFilter>): URLSearchParams {
  return new URLSearchParams(FILTER_NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])))
}
