/** The page's state is its address: the time, in the words of the log. */

import type { When } from '#domain/insights/insight-span.ts'
import { type MessageFilter, messageQuery, type Range, readMessageFilter } from '#domain/reports/message-filter.ts'

export const INSIGHTS_PATH = '/messages/insights'

export const INSIGHT_RANGES = ['24h', '7d', '30d', '90d', '1y'] as const satisfies Range[]

export const RANGE_NAMES: Record<(typeof INSIGHT_RANGES)[number], string> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '1y': '1 year',
}

export function readWhen(given: Record<string, string | string[] | null | undefined>): When {
  const { range, since, until } = readMessageFilter(given)
  if (since !== '' || until !== '') return { range: '', since, until }
  return { range: INSIGHT_RANGES.find((one) => one === range) ?? '24h', since: '', until: '' }
}

export function insightsHref(when: When, path = INSIGHTS_PATH): string {
  const query = messageQuery(when)
  return query.size > 0 ? `${path}?${query}` : path
}

export function csvHref(when: When, sheet: string): string {
  const query = messageQuery(when)
  query.set('sheet', sheet)
  return `${INSIGHTS_PATH}/export?${query}`
}

/** The messages that a sum has counted, in the log. */
export function logHref(filter: Partial<MessageFilter>): string {
  const query = messageQuery(filter)
  return query.size > 0 ? `/messages?${query}` : '/messages'
}
