/** Which events somebody wants to see, or to have sent again. The log's address, a replay and its preview are read by the same rules. */
import { parseNumber } from '#domain/numbers/nanp.ts'
import { fromMessageRef, isId } from '#lib/ids.ts'
import { readWrittenMoment } from '#lib/written-moment.ts'
import { EVENT_KINDS, type EventKind } from './delivery.ts'

/** `undelivered`: failed or held. */
export const OUTCOMES = ['pending', 'delivered', 'failed', 'held', 'undelivered'] as const
/** By the hundred of the last answer; `none`: it was tried, and none came. */
export const STATUS_CLASSES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const

export type DeliveryFilter = {
  /** The endpoint's id. */
  endpoint: string
  event: EventKind | ''
  outcome: (typeof OUTCOMES)[number] | ''
  status: (typeof STATUS_CLASSES)[number] | ''
  /** Of either side, E.164. */
  number: string
  /** `mdr2-` and 32 hex digits. */
  message: string
  /** A day, or a minute of it, in the reader's zone (`2026-11-24`, `2026-11-24T10:30`); both ends are included. */
  from: string
  to: string
}

export const FILTER_NAMES = [
  'endpoint',
  'event',
  'outcome',
  'status',
  'number',
  'message',
  'from',
  'to',
] as const satisfies (keyof DeliveryFilter)[]

export const NO_FILTER: DeliveryFilter = {
  endpoint: '',
  event: '',
  outcome: '',
  status: '',
  number: '',
  message: '',
  from: '',
  to: '',
}

/** What cannot be meant (a value there is not, a day that is none) filters nothing, rather than everything away. */
export function readDeliveryFilter(given: Record<string, string | string[] | null | undefined>): DeliveryFilter {
  const text = (name: keyof DeliveryFilter) => {
    const value = given[name]
    return typeof value === 'string' && value.length <= 100 ? value.trim() : ''
  }
  const one = <T extends string>(name: keyof DeliveryFilter, values: readonly T[]): T | '' =>
    values.find((value) => value === text(name)) ?? ''
  const number = parseNumber(text('number'))
  return {
    endpoint: isId(text('endpoint')) ? text('endpoint') : '',
    event: one('event', EVENT_KINDS),
    outcome: one('outcome', OUTCOMES),
    status: one('status', STATUS_CLASSES),
    // Short codes and numbers of other countries are met as the other side.
    number: number.ok ? number.e164 : /^\+?\d{3,15}$/.test(text('number')) ? text('number') : '',
    message: fromMessageRef(text('message')) ? text('message').toLowerCase() : '',
    from: readWrittenMoment(text('from')),
    to: readWrittenMoment(text('to')),
  }
}

export function isFiltered(filter: DeliveryFilter): boolean {
  return FILTER_NAMES.some((name) => filter[name] !== '')
}
