export const LOG_PATH = '/webhooks'
export const ENDPOINTS_PATH = '/webhooks/endpoints'
export const UNDELIVERED_PATH = '/webhooks/undelivered'
export const REPLAYS_PATH = '/webhooks/replays'
export const TOOLS_PATH = '/webhooks/tools'

/** An event's own page. */
export function eventHref(id: string): string {
  return `${LOG_PATH}/${id}`
}

export function endpointHref(id: string): string {
  return `${ENDPOINTS_PATH}/${id}`
}

export function replayHref(id: string): string {
  return `${REPLAYS_PATH}/${id}`
}

/** Stands in an address where an id will. Of letters that no address writes in another way. */
export const ID_PLACE = '_id_'
