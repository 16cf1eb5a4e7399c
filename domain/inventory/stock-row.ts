/** A line of an operator's file as a number for sale; what it leaves out follows from the number where that is known. */
import { parseDollars } from '#domain/ledger/money.ts'
import { countryOfNumber, type NumberKind, parseNumber } from '#domain/numbers/nanp.ts'
import { rateCenterOf } from './rate-center.ts'
import type { Places } from './read-places.ts'
import { stateByCode } from './states.ts'

export const STOCK_COLUMNS_READ = {
  required: ['number', 'setup', 'monthly'],
  optional: ['city', 'state', 'rate_center'],
} as const
type Values = Record<'number' | 'setup' | 'monthly', string> & Partial<Record<'city' | 'state' | 'rate_center', string>>

export type StockRow = {
  e164: string
  kind: NumberKind
  country: string | null
  state: string | null
  rateCenter: string | null
  city: string | null
  setupNanos: bigint
  monthlyNanos: bigint
}

/** What a place is called; a formula is not. */
const PLACE_NAME = /^[\p{L}\p{N}][\p{L}\p{N} .,'’()/&-]*$/u

export function readStockRow(values: Values, { placeOf }: Places): StockRow | { problem: string } {
  const shown = values.number.slice(0, 40)
  const parsed = parseNumber(values.number)
  if (!parsed.ok) return { problem: `“${shown}” is no North American number.` }
  const { e164, kind } = parsed
  const country = countryOfNumber(e164)
  if (kind === 'longcode' && country === null) return { problem: `The area code of “${shown}” is not in service.` }
  const [setupNanos, monthlyNanos] = [values.setup, values.monthly].map((text) => parseDollars(text.replace('$', '')))
  if (setupNanos == null || monthlyNanos == null) return { problem: 'Setup and monthly must be dollars, such as 1.25.' }
  const nowhere = { country: null, state: null, city: null, rateCenter: null }
  if (kind === 'toll_free') return { e164, kind, ...nowhere, setupNanos, monthlyNanos }
  const { city = '', state = '', rate_center: rateCenter = '' } = values
  if (state !== '' && !stateByCode(state)) return { problem: `“${state.slice(0, 40)}” is no state or province.` }
  if (!isName(city, 80) || !isName(rateCenter, 40)) return { problem: 'City and rate center must be names of places.' }
  const known = placeOf(e164.slice(2, 5), e164.slice(5, 8))
  return {
    e164,
    kind,
    country,
    state: state.toLowerCase() || known.state,
    city: city || known.city,
    rateCenter: rateCenter.toLowerCase() || (city ? rateCenterOf(city) : known.rateCenter),
    setupNanos,
    monthlyNanos,
  }
}

function isName(text: string, longest: number): boolean {
  return text === '' || (text.length <= longest && PLACE_NAME.test(text))
}
