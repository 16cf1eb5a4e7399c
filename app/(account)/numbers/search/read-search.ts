/** What is searched stands in the address: read here for the page, written here for its links. */
import { digitsOf, lettersOf } from '#domain/inventory/letters.ts'
import { LARGEST_BLOCK } from '#domain/inventory/search-blocks.ts'
import type { StockCursor, StockOrder } from '#domain/inventory/search-inventory.ts'
import { stateByCode } from '#domain/inventory/states.ts'
import type { StockFilter } from '#domain/inventory/stock-filter.ts'
import { parseDollars } from '#domain/ledger/money.ts'
import type { FieldErrors } from '#lib/refusals.ts'

export const SEARCH_PATH = '/numbers/search'
export const NAMES = [
  'city',
  'state',
  'area',
  'exchange',
  'starts',
  // Not `contains`: a field of that name would stand in the place of the form's own method.
  'inside',
  'ends',
  'letters',
  'kind',
  'country',
  'rate_center',
  'block',
  'most',
  'order',
] as const
export type Name = (typeof NAMES)[number]
export type Typed = Record<Name, string>
export type Search = {
  typed: Typed
  filter: StockFilter
  block: number | null
  order: StockOrder
  /** What was looked for in letters: it is shown in the numbers that are found. */
  word: string | null
  after: StockCursor | null
  before: StockCursor | null
  errors: FieldErrors
}

type Given = Record<string, string | string[] | undefined>
const LONGEST = 80

export function readSearch(given: Given): Search {
  const text = (name: string) => {
    const value = given[name]
    return typeof value === 'string' ? value.slice(0, LONGEST).replaceAll('\0', '').trim() : ''
  }
  const typed = Object.fromEntries(NAMES.map((name) => [name, text(name)])) as Typed
  const errors: FieldErrors = {}
  const check = (name: Name, isFine: boolean, sentence: string) => {
    if (typed[name] !== '' && !isFine) errors[name] = [sentence]
  }
  const [, city = '', ofCity = ''] = /^(.*?)(?:,\s*([a-z]{2}))?$/i.exec(typed.city) ?? []
  const state = (typed.state || ofCity).toLowerCase()
  const block = /^\d{1,3}$/.test(typed.block) ? Number(typed.block) : 0
  const most = parseDollars(typed.most.replace('$', ''))
  check('area', /^[2-9]\d\d$/.test(typed.area), 'Three digits, such as 206.')
  check('exchange', /^[2-9]\d\d$/.test(typed.exchange), 'Three digits, such as 555.')
  for (const name of ['starts', 'inside', 'ends', 'letters'] as const) {
    const length = digitsOf(typed[name]).length
    check(name, length >= 1 && length <= 11, 'Digits or letters, at most 11.')
  }
  check('block', block >= 2 && block <= LARGEST_BLOCK, `A number from 2 to ${LARGEST_BLOCK}.`)
  check('most', most !== null, 'Dollars, such as 2.50.')
  const filter: StockFilter = {
    ...(typed.kind === 'longcode' || typed.kind === 'toll_free' ? { kind: typed.kind } : {}),
    ...(/^[A-Z]{2}$/.test(typed.country) ? { country: typed.country } : {}),
    ...(stateByCode(state) ? { state } : {}),
    ...(typed.rate_center ? { rateCenter: typed.rate_center.toLowerCase().slice(0, 40) } : {}),
    ...(city ? { city } : {}),
    ...(typed.area ? { areaCode: typed.area } : {}),
    ...(typed.exchange ? { exchange: typed.exchange } : {}),
    ...(typed.starts ? { startsWith: typed.starts } : {}),
    ...(typed.inside ? { contains: typed.inside } : {}),
    ...(typed.ends ? { endsWith: typed.ends } : {}),
    ...(typed.letters ? { letters: typed.letters } : {}),
    ...(most === null || typed.most === '' ? {} : { maxMonthlyNanos: most }),
  }
  const before = readCursor(text('before'))
  return {
    typed,
    filter,
    block: block || null,
    order: typed.order === 'price' ? 'price' : 'number',
    word: [typed.letters, typed.inside, typed.ends, typed.starts].map(lettersOf).find(Boolean) ?? null,
    before,
    after: before ? null : readCursor(text('after')),
    errors,
  }
}

/** `12065550142.1250000000`: the number beside which the page begins, and what it costs. */
function readCursor(text: string): StockCursor | null {
  const [, digits, nanos] = /^(1\d{10})(?:\.(\d{1,18}))?$/.exec(text) ?? []
  return digits ? { e164: `+${digits}`, monthlyNanos: BigInt(nanos ?? 0) } : null
}

export function writeCursor({ e164, monthlyNanos }: StockCursor): string {
  return `${e164.slice(1)}.${monthlyNanos}`
}

export function searchHref(
  typed: Typed,
  change: Partial<Typed> = {},
  at: { after?: string; before?: string } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...typed, ...change, ...at })) if (value) query.set(name, value)
  return query.size > 0 ? `${SEARCH_PATH}?${query}` : SEARCH_PATH
}

export function isSearched({ typed }: Search): boolean {
  return NAMES.some((name) => name !== 'order' && typed[name] !== '')
}
