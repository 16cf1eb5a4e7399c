import type { NumberKind } from '#domain/numbers/nanp.ts'
import { FILTER_NAMES, type OwnNumberFilter, type Registration } from '#domain/numbers/number-filter.ts'
import { stateWord } from './number-state.tsx'

export const KIND_WORDS: Record<NumberKind, string> = { longcode: 'Long code', toll_free: 'Toll-free' }

type Where = {
  kind: NumberKind
  country: string | null
  state: string | null
  rateCenter: string | null
  city: string | null
}

/** `Seattle, WA`; a toll-free number is at home in the whole plan. Null: nobody noted it. */
export function placeOf({ kind, country, state, rateCenter, city }: Where): string | null {
  if (kind === 'toll_free') return 'US and Canada'
  const name = city ?? (rateCenter && capitals(rateCenter))
  const region = state ? state.toUpperCase() : country
  return [name, region].filter(Boolean).join(', ') || null
}

function capitals(words: string): string {
  return words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

/** A number's own page. */
export function numberHref(e164: string): string {
  return `/numbers/${e164.replace('+', '')}`
}

/** Long codes are registered with brand and campaign (10DLC), toll-free numbers are verified. */
export function registrationWord(kind: NumberKind, registration: Registration): string {
  if (registration === 'pending') return kind === 'toll_free' ? 'Verification pending' : 'Registration pending'
  if (kind === 'toll_free') return registration === 'registered' ? 'Verified' : 'Not verified'
  return registration === 'registered' ? 'Registered' : 'Not registered'
}

/** In a column that is called so. */
export function registrationShort(kind: NumberKind, registration: Registration): string {
  return registration === 'pending' ? 'Pending' : registrationWord(kind, registration)
}

const REGISTRATIONS: Record<Registration, string> = {
  none: 'Not registered or verified',
  pending: 'Pending',
  registered: 'Registered or verified',
}
const ORIGINS = { number: 'The number’s own', account: 'The account’s', none: 'None: inbound is free' } as const

export const FILTER_WORDS: Record<keyof OwnNumberFilter, string> = {
  q: 'Search',
  type: 'Type',
  state: 'State',
  tag: 'Tag',
  url: 'SMS request URL',
  registration: 'Registration',
}

export function filterValueWord<N extends keyof OwnNumberFilter>(name: N, value: OwnNumberFilter[N]): string {
  const is: Partial<OwnNumberFilter> = { [name]: value }
  if (is.type) return KIND_WORDS[is.type]
  if (is.state) return stateWord(is.state)
  if (is.url) return ORIGINS[is.url]
  if (is.registration) return REGISTRATIONS[is.registration]
  return String(value)
}

/** `Type: Toll-free · Tag: berlin`, or `All numbers`. */
export function filterInWords(filter: OwnNumberFilter): string {
  const parts = FILTER_NAMES.flatMap((name) =>
    filter[name] ? [`${FILTER_WORDS[name]}: ${filterValueWord(name, filter[name])}`] : [],
  )
  return parts.join(' · ') || 'All numbers'
}

export function countWord(count: number, limit: number): string {
  if (count > limit) return `${limit.toLocaleString('en-US')}+ numbers`
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'number' : 'numbers'}`
}
