/** What the filters of the message log are called, and their values as people read them. */
import { momentWord } from '#components/time/zone.ts'
import { statusWord } from '#components/ui/status-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { DEFAULT_RANGE, type MessageFilter, type Range, readSpan, statusesOf } from '#domain/reports/message-filter.ts'
import type { FilterChoices } from '#domain/reports/read-filter-choices.ts'

export const FILTER_WORDS: Record<keyof MessageFilter, string> = {
  range: 'Time',
  since: 'Since',
  until: 'Until',
  direction: 'Direction',
  status: 'Status',
  error: 'Error',
  from: 'From',
  to: 'To',
  number: 'Number',
  area: 'Area code',
  tag: 'Tag',
  key: 'Key',
  carrier: 'Carrier',
  parts: 'Parts',
  price: 'Price',
  encoding: 'Encoding',
  kind: 'Kind',
  text: 'Content',
}

export const RANGE_WORDS: Record<Range, string> = {
  '1h': 'last hour',
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
  '90d': 'last 90 days',
  '1y': 'last year',
}

export const DIRECTION_WORDS = { outbound: 'Outbound', inbound: 'Inbound' } as const
export const ENCODING_WORDS = { gsm7: 'GSM-7', ucs2: 'UCS-2' } as const
export const KIND_WORDS = { live: 'Live', test: 'Test' } as const

/** The value of a filter that is set. */
export function filterValueWord(filter: MessageFilter, name: keyof MessageFilter, choices: FilterChoices): string {
  const value = filter[name]
  switch (name) {
    case 'range':
      return RANGE_WORDS[filter.range || DEFAULT_RANGE]
    case 'since':
    case 'until':
      return momentWord(value)
    case 'direction':
      return filter.direction === '' ? '' : DIRECTION_WORDS[filter.direction]
    case 'status':
      return statusesOf(filter).map(statusWord).join(', ')
    case 'error':
      return value === 'none' ? 'no code' : value
    case 'from':
    case 'to':
    case 'number':
      return formatNumber(value)
    case 'key':
      return nameOf(choices.keys, value)
    case 'carrier':
      return nameOf(choices.carriers, value)
    case 'parts':
      return spanWord(value)
    case 'price':
      return spanWord(value, '$')
    case 'encoding':
      return filter.encoding === '' ? '' : ENCODING_WORDS[filter.encoding]
    case 'kind':
      return filter.kind === '' ? '' : KIND_WORDS[filter.kind]
    default:
      return value
  }
}

/** `last 7 days`, `since Nov 24, 2026, 10:30`, `Nov 24, 2026 to Nov 25, 2026`. */
export function timeWords({ range, since, until }: MessageFilter): string {
  if (since && until) return `${momentWord(since)} to ${momentWord(until)}`
  if (since) return `since ${momentWord(since)}`
  return until ? `until ${momentWord(until)}` : RANGE_WORDS[range || DEFAULT_RANGE]
}

export function nameOf(choices: FilterChoices['keys'], id: string): string {
  return choices.find((one) => one.id === id)?.name ?? 'one that is not there'
}

/** `2`, `2 to 4`, `2 or more`. */
function spanWord(text: string, unit = ''): string {
  const span = readSpan(text)
  if (!span) return text
  if (span.most === null) return `${unit}${span.least} or more`
  return span.most === span.least ? `${unit}${span.least}` : `${unit}${span.least} to ${unit}${span.most}`
}
