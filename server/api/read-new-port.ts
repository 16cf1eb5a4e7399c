/** The body of a new port order: numbers with their losing carrier, and what that carrier knows of its customer, if it comes at once. */
import type { DetailsInput } from '#domain/porting/details.ts'
import type { NewPort } from '#domain/porting/open-port.ts'
import { MOST_NUMBERS } from '#domain/porting/read-numbers.ts'
import { Refusal } from '#lib/refusals.ts'
import { type Body, isObject } from './read-body.ts'

const DETAILS: Record<keyof DetailsInput, string> = {
  accountNumber: 'account_number',
  pin: 'pin',
  businessName: 'business_name',
  authorisedPerson: 'authorised_person',
  street: 'street',
  city: 'city',
  region: 'region',
  postalCode: 'zip',
  country: 'country',
}

/** A list, or one alone, as a form with a single field gives it. */
export function readNumberList(numbers: unknown): string[] {
  const list = typeof numbers === 'string' ? [numbers] : numbers
  if (list === undefined) throw wrong('This field is required.')
  if (
    !Array.isArray(list) ||
    list.length === 0 ||
    !list.every((one) => typeof one === 'string' || typeof one === 'number')
  )
    throw wrong('Must be a list of numbers such as "+12065550142".')
  if (list.length > MOST_NUMBERS) throw wrong(`At most ${MOST_NUMBERS} numbers at a time.`)
  return list.map(String)
}

export function readNewPort(body: Body): NewPort {
  const losingCarrier = textOf(body, 'losing_carrier')
  const numbers = readNumberList(body.numbers).map((number) => ({ number, losingCarrier }))
  const isGiven = Object.values(DETAILS).some((name) => body[name] !== undefined)
  return { numbers, ...(isGiven ? { details: readDetails(body) } : {}) }
}

function readDetails(body: Body): DetailsInput {
  const text = (name: keyof DetailsInput) => textOf(body, DETAILS[name])
  return {
    accountNumber: text('accountNumber'),
    pin: body.pin === undefined || body.pin === null || body.pin === '' ? null : text('pin'),
    businessName: text('businessName'),
    authorisedPerson: text('authorisedPerson'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postalCode'),
    country: text('country') || 'US',
  }
}

function textOf(body: Body, name: string): string {
  const value = body[name]
  if (value === undefined || value === null) return ''
  if (isObject(value) || Array.isArray(value))
    throw new Refusal('invalid', { fields: { [name]: ['Must be a string.'] } })
  return String(value)
}

function wrong(problem: string): Refusal {
  return new Refusal('invalid', { fields: { numbers: [problem] } })
}
