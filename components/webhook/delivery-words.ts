import { momentWord } from '#components/time/zone.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { EVENT_WORDS } from '#domain/webhooks/delivery.ts'
import {
  type DeliveryFilter,
  FILTER_NAMES,
  type OUTCOMES,
  type STATUS_CLASSES,
} from '#domain/webhooks/delivery-filter.ts'

export const FILTER_WORDS: Record<keyof DeliveryFilter, string> = {
  endpoint: 'Endpoint',
  event: 'Event',
  outcome: 'Outcome',
  status: 'Last answer',
  number: 'Number',
  message: 'Message',
  from: 'From',
  to: 'To',
}

export const OUTCOME_WORDS: Record<(typeof OUTCOMES)[number], string> = {
  pending: 'Due or retrying',
  delivered: 'Delivered',
  failed: 'Failed',
  held: 'Held',
  undelivered: 'Failed or held',
}

export const STATUS_WORDS: Record<(typeof STATUS_CLASSES)[number], string> = {
  '2xx': '2xx: taken',
  '3xx': '3xx: redirect',
  '4xx': '4xx: refused',
  '5xx': '5xx: failed there',
  none: 'No answer',
}

/** `addresses`: of the endpoints, by id. */
export function filterValueWord<N extends keyof DeliveryFilter>(
  name: N,
  value: DeliveryFilter[N],
  addresses: ReadonlyMap<string, string>,
): string {
  const is: Partial<DeliveryFilter> = { [name]: value }
  if (is.endpoint) return addresses.get(is.endpoint) ?? 'one that is not there'
  if (is.event) return EVENT_WORDS[is.event]
  if (is.outcome) return OUTCOME_WORDS[is.outcome]
  if (is.status) return STATUS_WORDS[is.status]
  if (is.number) return formatNumber(is.number)
  if (is.from || is.to) return momentWord(String(value))
  return String(value)
}

/** `Event: Inbound message · Outcome: Failed`, or `All events`. */
export function filterInWords(filter: DeliveryFilter, addresses: ReadonlyMap<string, string>): string {
  const parts = FILTER_NAMES.flatMap((name) =>
    filter[name] ? [`${FILTER_WORDS[name]}: ${filterValueWord(name, filter[name], addresses)}`] : [],
  )
  return parts.join(' · ') || 'All events'
}

export function countWord(count: number, limit: number): string {
  if (count > limit) return `${limit.toLocaleString('en-US')}+ events`
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'event' : 'events'}`
}
