/**
 * Which messages somebody wants to see. The log's address, the live feed, totals, saved views, exports and the API are read by
 * the same rules; `message-matches.sql.ts` says the same to the database.
 */
import { STATUSES, type Status } from '#domain/messages/status.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { isId } from '#lib/is-id.ts'
import { readWrittenMoment } from '#lib/written-moment.ts'

/** Ranges that stay relative: each begins at a whole hour, so that the hour totals can answer for it. */
export const RANGES = ['1h', '24h', '7d', '30d', '90d', '1y'] as const
export type Range = (typeof RANGES)[number]
export const DEFAULT_RANGE: Range = '24h'

/** All values are texts as they stand in an address; '' filters nothing. */
export type MessageFilter = {
  /** Not together with `since` or `until`; with none of the three it is the last 24 hours. */
  range: Range | ''
  /** A day, or a minute of it, in the reader's zone (`2026-11-24`, `2026-11-24T10:30`), or in UTC with a `Z` at the end; both ends are included. */
  since: string
  until: string
  direction: 'outbound' | 'inbound' | ''
  /** One or several, with commas. */
  status: string
  /** The error code a message ended with, as the carrier or we gave it; `none`: without one. */
  error: string
  /** E.164, or the digits of a short code. `number`: of either side. */
  from: string
  to: string
  number: string
  /** The area code of whom it went to: `206`. */
  area: string
  tag: string
  /** The id of the API key that sent it, and of the carrier link it went over or came from. */
  key: string
  carrier: string
  /** `2`, `2-4` or `2+`. */
  parts: string
  /** What one message cost, in dollars: `0.004`, `0.004-0.012` or `0.01+`. */
  price: string
  encoding: 'gsm7' | 'ucs2' | ''
  /** `live` or `test`: sent with a test key, over the sandbox. */
  kind: 'live' | 'test' | ''
  /** Words of the content, any case; for roles that may see content. At least three characters. */
  text: string
}

export const MESSAGE_FILTER_NAMES = [
  'range',
  'since',
  'until',
  'direction',
  'status',
  'error',
  'from',
  'to',
  'number',
  'area',
  'tag',
  'key',
  'carrier',
  'parts',
  'price',
  'encoding',
  'kind',
  'text',
] as const satisfies (keyof MessageFilter)[]

export const NO_MESSAGE_FILTER = Object.fromEntries(MESSAGE_FILTER_NAMES.map((name) => [name, ''])) as MessageFilter

export const MOST_TEXT = 100
export const LEAST_TEXT = 3
export const MOST_TAG = 64

type Given = Record<string, string | string[] | null | undefined>

/** What cannot be meant (a value there is not, a day that is none) filters nothing, rather than everything away. */
export function readMessageFilter(given: Given): MessageFilter {
  const text = (name: keyof MessageFilter) => {
    const value = given[name]
    const one = Array.isArray(value) ? value.join(',') : value
    return typeof one === 'string' && one.length <= 200 && !one.includes('\0') ? one.trim() : ''
  }
  const one = <T extends string>(name: keyof MessageFilter, values: readonly T[]): T | '' =>
    values.find((value) => value === text(name)) ?? ''
  const id = (name: 'key' | 'carrier') => (isId(text(name)) ? text(name) : '')
  const [since, until] = [readWrittenMoment(text('since')), readWrittenMoment(text('until'))]
  return {
    range: since === '' && until === '' ? one('range', RANGES) : '',
    since,
    until,
    direction: one('direction', ['outbound', 'inbound']),
    status: STATUSES.filter((status) => text('status').split(',').includes(status)).join(','),
    error: /^[\w.:-]{1,64}$/.test(text('error')) ? text('error') : '',
    from: readNumber(text('from')),
    to: readNumber(text('to')),
    number: readNumber(text('number')),
    area: /^[2-9]\d\d$/.test(text('area')) ? text('area') : '',
    tag: text('tag').length <= MOST_TAG ? text('tag') : '',
    key: id('key'),
    carrier: id('carrier'),
    parts: readSpan(text('parts'), /^\d{1,3}$/) ? text('parts') : '',
    price: readSpan(text('price'), /^\d{1,6}(\.\d{1,9})?$/) ? text('price') : '',
    encoding: one('encoding', ['gsm7', 'ucs2']),
    kind: one('kind', ['live', 'test']),
    text: text('text').length >= LEAST_TEXT && text('text').length <= MOST_TEXT ? text('text') : '',
  }
}

/** Whether anything but the time narrows it. */
export function isNarrowed(filter: MessageFilter): boolean {
  return MESSAGE_FILTER_NAMES.slice(3).some((name) => filter[name] !== '')
}

export function statusesOf(filter: MessageFilter): Status[] {
  return STATUSES.filter((status) => filter.status.split(',').includes(status))
}

/** The filter as the query of an address; what filters nothing is left out. */
export function messageQuery(filter: Partial<MessageFilter>): URLSearchParams {
  return new URLSearchParams(
    MESSAGE_FILTER_NAMES.flatMap((name) => {
      const value = filter[name] ?? ''
      return value === '' || (name === 'range' && value === DEFAULT_RANGE) ? [] : [[name, value]]
    }),
  )
}

/** `2` is 2 to 2, `2-4` is 2 to 4, `2+` has no end (null). Null when it is none of these, or ends before it begins. */
export function readSpan(text: string, shape = /^\d+(\.\d+)?$/): { least: string; most: string | null } | null {
  const open = text.endsWith('+')
  const [least = '', most, ...rest] = (open ? text.slice(0, -1) : text).split('-')
  if (rest.length > 0 || (open && most !== undefined) || !shape.test(least)) return null
  if (open) return { least, most: null }
  if (most === undefined) return { least, most: least }
  return shape.test(most) && Number(least) <= Number(most) ? { least, most } : null
}

/** Short codes and numbers of other countries are met as the other side. */
function readNumber(text: string): string {
  const number = parseNumber(text)
  return number.ok ? number.e164 : /^\+?\d{3,15}$/.test(text) ? text : ''
}
