import { type LogView, logAddress } from '#components/table/log-view.ts'
import { type DeliveryFilter, FILTER_NAMES } from '#domain/webhooks/delivery-filter.ts'
import { LOG_PATH, REPLAYS_PATH } from './webhook-paths.ts'

export type DeliveryView = LogView<DeliveryFilter>

export const { href: deliveryHref, narrowed: filterHref } = logAddress<DeliveryFilter>(LOG_PATH, filterQuery)

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
