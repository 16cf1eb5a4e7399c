/** What a key may be made of: parsed and normalised, whichever door it came through. Nothing here asks the database. */
import { ALL_KEY_SCOPES, isKeyScope, type KeyScope, USUAL_KEY_SCOPES } from '#domain/access/key-scopes.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { parseRange } from '#lib/address-range.ts'
import { type FieldErrors, Refusal } from '#lib/refusals.ts'

export type KeySettings = {
  name: string
  description: string
  scopes: KeyScope[]
  numbers: string[] | null
  addresses: string[]
  expiresAt: Date | null
}

/** What is left out is as wide as it goes; an invalid date stands for one that could not be read. */
export type RawKeySettings = {
  name: string
  description?: string
  scopes?: readonly string[]
  numbers?: readonly string[] | null
  addresses?: readonly string[]
  expiresAt?: Date | null
}

export const MAX_NAME = 100
export const MAX_DESCRIPTION = 500
const MAX_NUMBERS = 1_000
const MAX_ADDRESSES = 100

/** Throws `invalid` with every field that is wrong. */
export function parseKeySettings(raw: RawKeySettings): KeySettings {
  const fields: FieldErrors = {}
  const settings: KeySettings = {
    name: readText(raw.name, 'name', MAX_NAME, fields),
    description: readText(raw.description ?? '', 'description', MAX_DESCRIPTION, fields),
    scopes: readScopes(raw.scopes ?? USUAL_KEY_SCOPES, fields),
    numbers: raw.numbers ? readNumbers(raw.numbers, fields) : null,
    addresses: readAddresses(raw.addresses ?? [], fields),
    expiresAt: raw.expiresAt ?? null,
  }
  if (settings.name === '' && !fields.name)
    fields.name = ['Give the key a name: what uses it, such as “Reminders, production”.']
  if (settings.expiresAt && !(settings.expiresAt.getUTCFullYear() < 2100))
    fields.expires = ['Write a date such as 2027-03-31, before the year 2100.']
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { fields })
  return settings
}

/** One line, and nothing in it that hides, turns round or breaks what stands beside it. */
function readText(text: string, field: string, most: number, fields: FieldErrors): string {
  const clean = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(clean.replace(/\u200d/g, '')))
    fields[field] = ['This holds a character that cannot be seen. Type it anew without it.']
  if (clean.length > most) fields[field] = [`This is longer than ${most} characters.`]
  return clean
}

function readScopes(given: readonly string[], fields: FieldErrors): KeyScope[] {
  const unknown = given.find((one) => !isKeyScope(one))
  if (unknown !== undefined)
    fields.scopes = [`There is no scope ${unknown.slice(0, 40)}. There are ${ALL_KEY_SCOPES.join(', ')}.`]
  else if (given.length === 0) fields.scopes = ['Choose at least one thing that the key may do.']
  return ALL_KEY_SCOPES.filter((one) => given.includes(one))
}

function readNumbers(given: readonly string[], fields: FieldErrors): string[] {
  const numbers = new Set<string>()
  for (const text of given) {
    const number = parseNumber(text.slice(0, 64))
    if (number.ok) numbers.add(number.e164)
    else fields.numbers = [`${text.slice(0, 40)} is no number of yours.`]
  }
  if (given.length === 0) fields.numbers = ['Choose at least one number, or let the key use all of them.']
  if (numbers.size > MAX_NUMBERS) fields.numbers = [`A key is limited to ${MAX_NUMBERS} numbers at most.`]
  return [...numbers].toSorted()
}

function readAddresses(given: readonly string[], fields: FieldErrors): string[] {
  const ranges = new Set<string>()
  for (const text of given) {
    if (text.trim() === '') continue
    const range = parseRange(text)
    if (range) ranges.add(range)
    else
      fields.addresses = [
        `${text.trim().slice(0, 60)} is no IP address or range. Write one a line, such as 203.0.113.7 or 2001:db8::/48.`,
      ]
  }
  if (ranges.size > MAX_ADDRESSES) fields.addresses = [`There may be ${MAX_ADDRESSES} addresses and ranges at most.`]
  return [...ranges]
}
