/** What the losing carrier knows of its customer, read and checked. */
import { countryOfNumber } from '#domain/numbers/nanp.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { type FieldErrors, Refusal } from '#lib/refusals.ts'

export type Details = {
  accountNumber: string
  businessName: string
  authorisedPerson: string
  street: string
  city: string
  region: string
  postalCode: string
  country: 'US' | 'CA'
}

/** Null: as it was, or none; most wireless carriers have one, many wireline ones do not. */
export type DetailsInput = Record<keyof Details, string> & { pin: string | null }

const FIELD: Record<keyof Details, string> = {
  accountNumber: 'account_number',
  businessName: 'business_name',
  authorisedPerson: 'authorised_person',
  street: 'street',
  city: 'city',
  region: 'region',
  postalCode: 'zip',
  country: 'country',
}

export function parseDetails(input: Record<keyof Details, string>): Details {
  const errors: FieldErrors = {}
  const wrong = (name: keyof Details, problem: string) => {
    errors[FIELD[name]] = [problem]
    return ''
  }
  const line = (name: keyof Details, ask: string) => {
    const parsed = parsePlainName(input[name])
    return parsed.ok ? parsed.name : wrong(name, input[name].trim() === '' ? ask : parsed.problem)
  }
  const country = input.country === 'CA' ? 'CA' : 'US'
  const accountNumber = input.accountNumber.trim()
  if (!/^[\w .#/-]{2,40}$/.test(accountNumber))
    wrong('accountNumber', 'Write the account number as on the invoice: letters, digits and dashes, at most 40.')
  const postalCode = parsePostalCode(input.postalCode, country)
  if (!postalCode)
    wrong('postalCode', country === 'US' ? 'A ZIP code has five digits, or nine.' : 'A postal code is like V5K 0A1.')
  const region = input.region.trim().toUpperCase()
  if (!(country === 'US' ? US_STATES : CA_PROVINCES).includes(region))
    wrong(
      'region',
      country === 'US' ? 'Two letters of a US state, such as WA.' : 'Two letters of a province, such as BC.',
    )
  const details: Details = {
    accountNumber,
    businessName: line(
      'businessName',
      'Write the name that the losing carrier has: of the business, or of the person.',
    ),
    authorisedPerson: line('authorisedPerson', 'Write who may decide on this account at the losing carrier.'),
    street: line('street', 'Write street and house number of the service address.'),
    city: line('city', 'Write the city.'),
    region,
    postalCode: postalCode ?? '',
    country,
  }
  if (Object.keys(errors).length > 0) throw new Refusal('invalid', { fields: errors })
  return details
}

export function parsePin(text: string): string {
  const pin = text.trim()
  if (!/^[\x21-\x7e]{3,20}$/.test(pin))
    throw new Refusal('invalid', {
      fields: { pin: ['A PIN or passcode has 3 to 20 letters, digits or signs, without spaces.'] },
    })
  return pin
}

function parsePostalCode(text: string, country: 'US' | 'CA'): string | null {
  const code = text.trim().toUpperCase()
  if (country === 'US') return /^\d{5}(-?\d{4})?$/.test(code) ? code.replace(/^(\d{5})(\d{4})$/, '$1-$2') : null
  const match = /^([A-Z]\d[A-Z])[ -]?(\d[A-Z]\d)$/.exec(code)
  return match ? `${match[1]} ${match[2]}` : null
}

/** Where the numbers are, as a first guess for the form. */
export function likelyCountry(numbers: readonly string[]): 'US' | 'CA' {
  return numbers.length > 0 && numbers.every((e164) => countryOfNumber(e164) === 'CA') ? 'CA' : 'US'
}

const US_STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  )
const CA_PROVINCES = 'AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' ')
