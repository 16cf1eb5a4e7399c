/** The filter of the log that shows exactly the messages a sum has counted. */
import { FAILED } from '#domain/messages/status.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { MINUTE_MS } from '#lib/time.ts'
import type { When } from './insight-span.ts'
import type { Failure } from './read-insights.ts'

type Some = Partial<MessageFilter>

export const SENT = { direction: 'outbound', kind: 'live' } as const satisfies Some
export const DELIVERED = { ...SENT, status: 'delivered' } as const satisfies Some
export const NOT_DELIVERED = { ...SENT, status: FAILED.join(',') } satisfies Some

/** The log's time ends with a minute that is meant as well. */
export function between(from: Date, until: Date): When {
  const minute = (at: Date) => `${at.toISOString().slice(0, 16)}Z` as const
  return { range: '', since: minute(from), until: minute(new Date(until.getTime() - MINUTE_MS)) }
}

export function failedWith({ status, code }: Pick<Failure, 'status' | 'code'>): Some {
  return { ...SENT, status, error: code === '' ? 'none' : code }
}

export function ofGroup(dimension: 'number' | 'carrier' | 'area', value: string): Some {
  return dimension === 'number' ? { from: value } : dimension === 'carrier' ? { carrier: value } : { area: value }
}
