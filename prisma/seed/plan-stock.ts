/**
 * The stock of a development database, planned: which exchanges of which area code, how many numbers of each and which. The same on
 * every machine. It looks like a provider's stock and is none: only 555-0100 to 555-0199 are surely nobody's, so tests buy those.
 */
import { digitsOf } from '#domain/inventory/letters.ts'
import { type Place, readPlaces } from '#domain/inventory/read-places.ts'
import { AREA_CODES } from '#domain/numbers/area-codes.ts'
import { TOLL_FREE_CODES } from '#domain/numbers/nanp.ts'
import { createRandom } from './random.ts'

export type Exchange = Place & { areaCode: string; exchange: string; isTollFree: boolean; lines: number[] }

const [FEWEST_EXCHANGES, MOST_EXCHANGES, TOLL_FREE_EXCHANGES] = [30, 120, 300]
const FICTION = Array.from({ length: 100 }, (_, at) => 100 + at)
/** Seven letters are a whole local number; five leave its last two digits open. */
const WORDS = 'flowers doctors lawyers tickets plumber roofing florist dentist cleaner movings'.split(' ')
const SHORT_WORDS = 'pizza loans clean drive taxis'.split(' ')
const EASY_LINES = [1234, 4321, 2000, 3000, 5000, 7000, 1111, 2222, 3333, 5555, 7777, 8888]

/** Exactly `size` numbers, none of them in `owned`. */
export function planStock(size: number, seed: number, owned: ReadonlySet<string>): Exchange[] {
  const random = createRandom(seed)
  const exchanges = planExchanges(random)
  const touched = new Set([...owned].map((e164) => e164.slice(2, 8)))
  const isFree = ({ areaCode, exchange }: Exchange, line: number) =>
    !touched.has(areaCode + exchange) || !owned.has(`+1${areaCode}${exchange}${String(line).padStart(4, '0')}`)
  let left = size
  // A small stock is fiction first: that is what tests buy.
  for (const isFiction of [true, false]) {
    for (const one of exchanges.filter(({ exchange }) => (exchange === '555') === isFiction)) {
      one.lines = one.lines.filter((line) => isFree(one, line)).slice(0, left)
      left -= one.lines.length
    }
  }
  const open = exchanges.filter(({ exchange }) => exchange !== '555')
  for (const [at, one] of open.entries()) {
    const quota = Math.floor(left / (open.length - at))
    const taken = new Set(one.lines)
    const enough = one.lines.length + quota
    for (const line of quota > 0 ? linesOf(one, random) : []) {
      if (taken.size >= enough) break
      if (isFree(one, line)) taken.add(line)
    }
    left -= taken.size - one.lines.length
    one.lines = [...taken].sort((a, b) => a - b)
  }
  return exchanges
}

type Random = ReturnType<typeof createRandom>

function planExchanges(random: Random): Exchange[] {
  const { placeOf, exchangesOf } = readPlaces()
  const geographic = AREA_CODES.flatMap((areaCode) => {
    const known = exchangesOf(areaCode).filter(isExchange)
    const some = known.filter((_, at) => random.next() < MOST_EXCHANGES / known.length || at === 0)
    return namesOf(some, Math.max(FEWEST_EXCHANGES, some.length), SHORT_WORDS, random).map((exchange) => ({
      ...(exchange === '555' ? mainPlace(areaCode, known, placeOf) : placeOf(areaCode, exchange)),
      areaCode,
      exchange,
      isTollFree: false,
      lines: linesWithMeaning(exchange),
    }))
  })
  const nowhere = { country: null, state: null, city: null, rateCenter: null }
  const tollFree = TOLL_FREE_CODES.flatMap((areaCode) =>
    namesOf([], TOLL_FREE_EXCHANGES, WORDS, random).map((exchange) => ({
      ...nowhere,
      areaCode,
      exchange,
      isTollFree: true,
      lines: linesWithMeaning(exchange),
    })),
  )
  return [...geographic, ...tollFree]
}

const isExchange = (exchange: string) => /^[2-9]\d\d$/.test(exchange) && !exchange.endsWith('11') && exchange !== '555'

function namesOf(known: readonly string[], count: number, words: readonly string[], random: Random): string[] {
  const names = new Set(['555', ...known, ...words.map((word) => digitsOf(word).slice(0, 3))])
  while (names.size < count) {
    const name = String(200 + random.below(800))
    if (isExchange(name)) names.add(name)
  }
  return [...names].sort()
}

/** Fiction, and what spells a word: in every area code. */
function linesWithMeaning(exchange: string): number[] {
  if (exchange === '555') return FICTION
  const whole = WORDS.map(digitsOf).filter((digits) => digits.startsWith(exchange))
  const short = SHORT_WORDS.map(digitsOf).filter((digits) => digits.startsWith(exchange))
  const lines = [
    ...whole.map((digits) => Number(digits.slice(3))),
    ...short.flatMap((digits) => Array.from({ length: 10 }, (_, at) => Number(digits.slice(3)) * 100 + at)),
  ]
  return [...new Set(lines)].sort((a, b) => a - b)
}

function mainPlace(areaCode: string, known: string[], placeOf: ReturnType<typeof readPlaces>['placeOf']): Place {
  const places = known.map((exchange) => placeOf(areaCode, exchange)).filter((place) => place.city !== null)
  const counts = new Map<string | null, number>()
  for (const { city } of places) counts.set(city, (counts.get(city) ?? 0) + 1)
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return places.find(({ city }) => city === most?.[0]) ?? placeOf(areaCode, '555')
}

/** Endless enough: some exchanges hold hundreds in a row, some tens, most are scattered. */
function* linesOf({ exchange }: Exchange, random: Random): Generator<number> {
  yield* [random.pick(EASY_LINES), random.pick(EASY_LINES)]
  const [kind, start] = [random.next(), random.below(10_000)]
  const size = kind < 0.03 ? 100 : kind < 0.1 ? 10 : 1
  const places = 10_000 / size
  // Coprime to every power of ten, so that each place comes once.
  const stride = size === 100 ? 1 : 7 + 10 * random.below(90)
  for (let at = 0; at < places; at += 1) {
    const first = ((start + at * stride * (Number(exchange) % 2 === 0 ? 1 : 3)) % places) * size
    for (let next = 0; next < size; next += 1) yield first + next
  }
}
