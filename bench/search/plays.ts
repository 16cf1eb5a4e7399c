/** What is searched, by kind: every filter, every pattern, patterns in the middle, and those of their combinations that are hard. */
import { readPlaces } from '#domain/inventory/read-places.ts'
import type { StockCursor, StockOrder } from '#domain/inventory/search-inventory.ts'
import { STATES } from '#domain/inventory/states.ts'
import type { StockFilter } from '#domain/inventory/stock-filter.ts'
import { AREA_CODES } from '#domain/numbers/area-codes.ts'
import { createRandom } from '#prisma/seed/random.ts'

export type Play = { filter: StockFilter; order?: StockOrder; after?: StockCursor; block?: number }

const DOLLAR = 1_000_000_000n
const CITIES = ['Seattle', 'Houston', 'Toronto', 'New York', 'Fort Lee', 'Boise', 'Los Angeles', 'Atlanta', 'Anchorage']
const RARE_STATES = ['wy', 'yt', 'vt', 'ak', 'nd', 'pe']
const ISLANDS = ['JM', 'BS', 'BB', 'TT', 'AG', 'VI']
const WORDS = ['PIZZA', 'LOANS', 'TAXIS', 'DENTIST', 'ROOFING', 'HELLO']

/** The same each time: the arguments of every search, by kind. */
export function makePlays(): Record<string, () => Play> {
  const random = createRandom(7)
  const { exchangesOf } = readPlaces()
  const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('')
  const area = () => random.pick(AREA_CODES)
  const state = () => random.pick(STATES).code
  const number = () => `+1${area()}${200 + random.below(800)}${digits(4)}`
  const filters: Record<string, () => StockFilter> = {
    'no filter': () => ({}),
    state: () => ({ state: state() }),
    country: () => ({ country: random.pick(['US', 'CA', ...ISLANDS]) }),
    city: () => ({ city: random.pick(CITIES) }),
    'rate center': () => ({ rateCenter: random.pick(['seattle', 'houston', 'toronto', 'newyork', 'hsbrckhts']) }),
    'area code': () => ({ areaCode: area() }),
    exchange: () => ({ exchange: random.pick(exchangesOf('206')) }),
    'area code and exchange': () => ({ areaCode: '206', exchange: random.pick(exchangesOf('206')) }),
    'toll-free': () => ({ kind: 'toll_free' }),
    'long code': () => ({ kind: 'longcode' }),
    price: () => ({ maxMonthlyNanos: random.pick([DOLLAR, 2n * DOLLAR, 3n * DOLLAR]) }),
  }
  const patterns: Record<string, () => StockFilter> = {}
  for (const count of [1, 3, 5, 7])
    patterns[`starts with ${count} digits`] = () => ({ startsWith: (area() + digits(4)).slice(0, count) })
  for (const count of [1, 2, 3, 4, 5, 7]) patterns[`contains ${count} digits`] = () => ({ contains: digits(count) })
  for (const count of [1, 2, 3, 4, 5]) patterns[`ends with ${count} digits`] = () => ({ endsWith: digits(count) })
  patterns.letters = () => ({ letters: random.pick(WORDS) })
  patterns['letters with area code'] = () => ({ letters: `1-${area()}-${random.pick(WORDS)}` })
  patterns['contains 2, ends with 2'] = () => ({ contains: digits(2), endsWith: digits(2) })
  patterns['contains 3, ends with 1'] = () => ({ contains: digits(3), endsWith: digits(1) })

  const plays: Record<string, () => Play> = {}
  const add = (name: string, ...parts: (() => StockFilter)[]) => {
    const filter = () => Object.assign({}, ...parts.map((part) => part()))
    plays[name] = () => ({ filter: filter() })
    plays[`${name}, by price`] = () => ({ filter: filter(), order: 'price' })
  }
  for (const [name, filter] of Object.entries({ ...filters, ...patterns })) add(name, filter)
  const places: Record<string, () => StockFilter> = {
    'large state': () => ({ state: random.pick(['ca', 'tx', 'ny']) }),
    'rare state': () => ({ state: random.pick(RARE_STATES) }),
    island: () => ({ country: random.pick(ISLANDS) }),
    city: filters.city ?? (() => ({})),
    'toll-free': () => ({ kind: 'toll_free' }),
    'cheap long code': () => ({ kind: 'longcode', maxMonthlyNanos: 2n * DOLLAR }),
    'price that is too low': () => ({ maxMonthlyNanos: DOLLAR }),
  }
  for (const [place, filter] of Object.entries(places))
    for (const pattern of [
      'contains 1 digits',
      'contains 2 digits',
      'contains 3 digits',
      'contains 4 digits',
      'ends with 2 digits',
      'ends with 4 digits',
      'contains 2, ends with 2',
    ])
      add(`${place}, ${pattern}`, filter, patterns[pattern] ?? (() => ({})))
  for (const order of ['number', 'price'] as const)
    plays[`a page far behind, by ${order}`] = () => ({
      filter: {},
      order,
      after: { e164: number(), monthlyNanos: random.pick([(5n * DOLLAR) / 4n, 2n * DOLLAR]) },
    })
  for (const block of [2, 10, 50]) {
    plays[`blocks of ${block}`] = () => ({ filter: {}, block })
    plays[`blocks of ${block} in a state`] = () => ({ filter: { state: state() }, block })
    plays[`blocks of ${block} in an area code`] = () => ({ filter: { areaCode: area() }, block })
    plays[`blocks of ${block}, contains 3 digits`] = () => ({ filter: { contains: digits(3) }, block })
  }
  return plays
}
