import { countryOfAreaCode } from '#domain/numbers/area-codes.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'

/** As `destination_of` in the database, for a form that has not been sent: a test holds the two in step. */
export function destinationOf(e164: string): string {
  const number = parseNumber(e164)
  if (number.ok && number.kind === 'toll_free') return 'us'
  const country = countryOfAreaCode(e164.slice(2, 5))
  return country === 'US' || country === 'CA' ? country.toLowerCase() : 'other'
}
