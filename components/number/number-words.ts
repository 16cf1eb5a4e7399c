import type { NumberKind } from '#domain/numbers/nanp.ts'

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
