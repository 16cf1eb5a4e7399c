import { stateByCode } from '#domain/inventory/states.ts'
import type { Name, Typed } from './read-search.ts'

export const FIELD_WORDS: Record<Name, string> = {
  city: 'City',
  state: 'State or province',
  area: 'Area code',
  exchange: 'Exchange',
  starts: 'Starts with',
  inside: 'Contains',
  ends: 'Ends with',
  letters: 'Spells',
  kind: 'Type',
  country: 'Country',
  rate_center: 'Rate center',
  block: 'In a row',
  most: 'At most a month',
  order: 'Order',
}

const NAMES_OF_COUNTRIES = new Intl.DisplayNames('en', { type: 'region' })

export function countryName(code: string): string {
  return NAMES_OF_COUNTRIES.of(code) ?? code
}

/** A filter's value as its chip shows it. */
export function valueWord(name: Name, typed: Typed): string {
  const value = typed[name]
  if (name === 'state') return stateByCode(value)?.name ?? value
  if (name === 'country') return /^[A-Z]{2}$/.test(value) ? countryName(value) : value
  if (name === 'kind') return value === 'toll_free' ? 'Toll-free' : 'Long code'
  if (name === 'most') return `$${value.replace('$', '')}`
  return value
}
