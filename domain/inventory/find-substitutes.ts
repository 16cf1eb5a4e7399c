import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { query } from '#lib/db.ts'
import { digitsOf } from './letters.ts'
import { type StockBlock, searchBlocks } from './search-blocks.ts'
import { searchInventory } from './search-inventory.ts'
import { stateByCode } from './states.ts'
import type { StockFilter, StockNumber } from './stock-filter.ts'
import { nextPrefix } from './stock-where.sql.ts'

/** What comes close, and what was given up for it. */
export type Substitutes = { why: string; rows: StockNumber[]; blocks: StockBlock[] }
export type Wish = { filter: StockFilter; block: number | null }

const [MOST_GROUPS, ROWS_A_GROUP, BLOCKS_A_GROUP] = [3, 5, 3]

/** For when nothing is all that was asked for: one thing is given up at a time, the nearest first, and said. */
export async function findSubstitutes(scope: Scope, wish: Wish): Promise<Substitutes[]> {
  demand(scope, 'numbers.read')
  const found: Substitutes[] = []
  const seen = new Set<string>()
  for (const { why, filter, block } of relaxations(wish, await readHome(wish.filter))) {
    if (found.length >= MOST_GROUPS) break
    const isNew = (e164: string) => !seen.has(e164)
    const blocks = block ? (await searchBlocks(scope, { filter, size: block })).blocks : []
    const rows = block ? [] : (await searchInventory(scope, { filter, limit: ROWS_A_GROUP + seen.size })).rows
    const group = {
      why,
      rows: rows.filter(({ e164 }) => isNew(e164)).slice(0, ROWS_A_GROUP),
      blocks: blocks.filter(({ first }) => isNew(first.e164)).slice(0, BLOCKS_A_GROUP),
    }
    for (const { e164 } of [...group.rows, ...group.blocks.map(({ first }) => first)]) seen.add(e164)
    if (group.rows.length + group.blocks.length > 0) found.push(group)
  }
  return found
}

type Home = { city: string | null; state: string | null }

/** `why` false: this does not apply. */
type Step = [why: string | false, change: Partial<Wish>]

function relaxations(wish: Wish, home: Home): (Wish & { why: string })[] {
  const { filter, block } = wish
  const { exchange, areaCode, city, state, country, contains, endsWith, letters, maxMonthlyNanos } = filter
  const wide = without(filter, 'areaCode', 'exchange', 'city', 'rateCenter', 'startsWith')
  const near = state ?? home.state
  const region = near ? (stateByCode(near)?.name ?? near.toUpperCase()) : null
  const isPlaced = Object.keys(wide).length < Object.keys(filter).length
  const half = block ? Math.floor(block / 2) : 0
  const steps: Step[] = [
    [
      Boolean(exchange) && (areaCode ? `Other exchanges of area code ${areaCode}` : 'Other exchanges'),
      { filter: without(filter, 'exchange') },
    ],
    [!city && home.city !== null && `Other area codes of ${home.city}`, { filter: { ...wide, city: home.city ?? '' } }],
    [isPlaced && region !== null && `Anywhere in ${region}`, { filter: { ...wide, state: near ?? '' } }],
    [half > 1 && `Shorter blocks, ${half} in a row`, { block: half }],
    [block !== null && 'Single numbers', { block: null }],
    [
      maxMonthlyNanos !== undefined && `Dearer than ${formatNanos(maxMonthlyNanos, 2)} a month`,
      { filter: without(filter, 'maxMonthlyNanos') },
    ],
    ...shorter(endsWith, 'end').map(
      (end): Step => [
        `Ends with ${end} instead of ${digitsOf(endsWith ?? '')}`,
        { filter: { ...filter, endsWith: end } },
      ],
    ),
    ...shorter(contains, 'start').map(
      (start): Step => [
        `Contains ${start} instead of ${digitsOf(contains ?? '')}`,
        { filter: { ...filter, contains: start } },
      ],
    ),
    [
      Boolean(contains ?? endsWith ?? letters) && (isPlaced || Boolean(state ?? country)) && 'In any place',
      { filter: without(wide, 'state', 'country') },
    ],
  ]
  return steps.flatMap(([why, change]) => (why ? [{ ...wish, ...change, why }] : []))
}

function without(filter: StockFilter, ...names: (keyof StockFilter)[]): StockFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !names.some((one) => one === name)))
}

/** Digit by digit less, down to two; the others stay. */
function shorter(written: string | undefined, kept: 'start' | 'end'): string[] {
  const digits = digitsOf(written ?? '')
  const lengths = Array.from({ length: Math.max(0, digits.length - 2) }, (_, at) => digits.length - 1 - at)
  return lengths.map((length) => (kept === 'end' ? digits.slice(-length) : digits.slice(0, length)))
}

/** Where the numbers are at home that were asked for, as far as the stock knows. */
async function readHome({ areaCode, startsWith, city, rateCenter }: StockFilter): Promise<Home> {
  const prefix = areaCode ?? (startsWith ? digitsOf(startsWith).replace(/^1/, '').slice(0, 3) : '')
  const [condition, values] = city
    ? ['lower(city) = $1', [city.toLowerCase()]]
    : rateCenter
      ? ['rate_center = $1', [rateCenter]]
      : ['e164 >= $1 and e164 < $2', [`+1${prefix}`, `+${nextPrefix(`1${prefix}`)}`]]
  if (!city && !rateCenter && prefix.length < 3) return { city: null, state: null }
  const [home] = await query<Home>(
    `select city, state from (select city, state from inventory where ${condition} order by e164 limit 500) near
     group by city, state order by city is null, count(*) desc limit 1`,
    values,
  )
  return home ?? { city: null, state: null }
}
