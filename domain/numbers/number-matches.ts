/** A filter as a condition on `numbers n`. Only what is asked for stands in it, so that an index can serve what is left. */

import { parseNumber } from './nanp.ts'
import type { OwnNumberFilter } from './number-filter.ts'

const ACCOUNT_URL =
  "exists (select from request_urls u where u.account_id = $1 and u.e164 = '' and u.kind = 'sms_callback')"
const OWN_URL =
  "exists (select from request_urls u where u.account_id = $1 and u.e164 = n.e164 and u.kind = 'sms_callback')"
const URL_CONDITIONS = {
  number: OWN_URL,
  account: `not ${OWN_URL} and ${ACCOUNT_URL}`,
  none: `not ${OWN_URL} and not ${ACCOUNT_URL}`,
} as const

export type Matches = { where: string; values: unknown[] }

/**
 * A whole number is one probe. Anything else that is searched for walks over the account's own numbers until the page is full:
 * at most all of them, never another account's.
 */
export function matchesOf(accountId: string, filter: OwnNumberFilter): Matches {
  const values: unknown[] = [accountId]
  const place = (value: unknown) => `$${values.push(value)}`
  const conditions = ['n.account_id = $1']
  if (filter.type) conditions.push(`n.kind = ${place(filter.type)}`)
  if (filter.state) conditions.push(`n.messaging_state = ${place(filter.state)}`)
  if (filter.registration) conditions.push(`n.registration = ${place(filter.registration)}`)
  if (filter.tag) conditions.push(`${place(filter.tag)} = any(n.tags)`)
  if (filter.url) conditions.push(URL_CONDITIONS[filter.url])
  if (filter.q) conditions.push(searchOf(filter.q, place))
  return { where: conditions.join(' and '), values }
}

function searchOf(q: string, place: (value: unknown) => string): string {
  const number = parseNumber(q)
  if (number.ok) return `n.e164 = ${place(number.e164)}`
  const text = `position(${place(q.toLowerCase())} in
    lower(concat_ws(' ', n.alias, n.city, n.rate_center, n.state, array_to_string(n.tags, ' ')))) > 0`
  const digits = /^[+0-9 ().-]+$/.test(q) ? q.replace(/\D/g, '') : ''
  return digits ? `(position(${place(digits)} in n.e164) > 0 or ${text})` : text
}
