/** Which events a client means, in a query or in a body. What cannot be meant is named: nobody replays more than they asked for. */
import { EVENT_KINDS } from '#domain/webhooks/delivery.ts'
import {
  type DeliveryFilter,
  FILTER_NAMES,
  OUTCOMES,
  readDeliveryFilter,
  STATUS_CLASSES,
} from '#domain/webhooks/delivery-filter.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from '#lib/time.ts'
import type { QueryReader } from './read-query.ts'

/** Days and minutes of a client's filter are UTC, as all times of the API. */
export const FILTER_ZONE = 'UTC'

const SENTENCES = {
  endpoint: 'Must be the id of an endpoint, as GET /v2.2/webhooks/endpoints lists them.',
  event: `Must be one of: ${EVENT_KINDS.join(', ')}.`,
  outcome: `Must be one of: ${OUTCOMES.join(', ')}.`,
  status: `Must be one of: ${STATUS_CLASSES.join(', ')}.`,
  number: 'Must be a number such as 12065550142.',
  message: 'Must be the id of a message: mdr2- and 32 hex digits.',
}

const UNITS: Record<string, number> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS }

/** `from` and `to` are days, times, or so long ago (`90m`, `24h`, `7d`); a time counts with its minute. */
export function readFilter(query: QueryReader): DeliveryFilter {
  const given = Object.fromEntries(FILTER_NAMES.map((name) => [name, query.text(name)?.trim()]))
  const times = { from: readTime(query, 'from'), to: readTime(query, 'to') }
  const filter = readDeliveryFilter({ ...given, ...times })
  for (const [name, sentence] of Object.entries(SENTENCES))
    if (given[name] && filter[name as keyof typeof SENTENCES] === '') query.wrong(name, sentence)
  return filter
}

function readTime(query: QueryReader, name: 'from' | 'to'): string {
  const text = query.text(name)?.trim() ?? ''
  const [, count, unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? []
  if (count !== undefined) return minuteOf(new Date(now().getTime() - Number(count) * (UNITS[unit] ?? 0)))
  const at = query.date(name)
  if (!at) return ''
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : minuteOf(at)
}

export function minuteOf(at: Date): string {
  return at.toISOString().slice(0, 16)
}
