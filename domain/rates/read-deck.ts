/**
 * A rate deck: a CSV file with a line for each tier of each card. It is read whole or refused whole, and every reason is said with its
 * line. A card covers every volume: no gap, no overlap, so that no message is without a price.
 */
import { formatNanos, parseDollars } from '#domain/ledger/money.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { CsvProblem } from '#lib/read-csv.ts'
import { readTable } from '#lib/read-table.ts'
import { checkTiers } from './check-tiers.ts'
import type { Deck, DeckLine, DeckProblem } from './deck-line.ts'
import { readEffectiveFrom } from './read-effective-from.ts'

export const DECK_COLUMNS = {
  required: ['direction', 'number_type', 'destination', 'from_parts', 'part'],
  optional: ['until_parts', 'surcharge', 'effective_from'],
} as const
type Values = Record<(typeof DECK_COLUMNS.required)[number], string> &
  Partial<Record<(typeof DECK_COLUMNS.optional)[number], string>>

const MOST_LINES = 10_000
/** A slip of the decimal point, not a price. */
const MOST_PART_NANOS = 100_000_000_000n

export async function readDeck(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { destinations, at }: { destinations: ReadonlySet<string>; at: Date },
): Promise<Deck> {
  const lines: DeckLine[] = []
  const problems: DeckProblem[] = []
  try {
    for await (const row of readTable(source, DECK_COLUMNS, { rows: MOST_LINES })) {
      const read = 'problem' in row ? row.problem : readLine(row.line, row.values, destinations, at)
      if (typeof read === 'string') problems.push({ line: row.line, problem: read })
      else lines.push(read)
    }
  } catch (fault) {
    if (!(fault instanceof CsvProblem)) throw fault
    return { lines: [], problems: [{ line: 1, problem: fault.message }] }
  }
  if (lines.length + problems.length === 0) problems.push({ line: 1, problem: 'The deck has no prices.' })
  if (problems.length === 0) problems.push(...checkTiers(lines))
  return { lines, problems: problems.sort((one, other) => one.line - other.line) }
}

function readLine(line: number, values: Values, destinations: ReadonlySet<string>, at: Date): DeckLine | string {
  const direction = values.direction.toLowerCase()
  if (direction !== 'outbound' && direction !== 'inbound')
    return `“${shown(values.direction)}” is no direction: write outbound or inbound.`
  const numberKind = kindOf(values.number_type)
  if (!numberKind) return `“${shown(values.number_type)}” is no number type: write longcode or toll_free.`
  const destination = values.destination.toLowerCase()
  if (!destinations.has(destination))
    return `“${shown(values.destination)}” is no destination: write one of ${[...destinations].join(', ')}.`
  const fromParts = countOf(values.from_parts)
  const untilParts = countOf(values.until_parts ?? '')
  if (fromParts === null)
    return `from_parts must be a whole number such as 0 or 10000, and is “${shown(values.from_parts)}”.`
  if (untilParts === null && (values.until_parts ?? '') !== '')
    return `until_parts must be a whole number or empty, and is “${shown(values.until_parts ?? '')}”.`
  if (untilParts !== null && untilParts <= fromParts) return 'until_parts must be more than from_parts.'
  if (direction === 'inbound' && (fromParts > 0n || untilParts !== null))
    return 'Inbound has no tiers: volume is counted outbound. Write one line from 0.'
  const partNanos = priceOf(values.part)
  if (typeof partNanos === 'string') return `part ${partNanos}`
  const surchargeNanos = values.surcharge ? priceOf(values.surcharge) : null
  if (typeof surchargeNanos === 'string') return `surcharge ${surchargeNanos}`
  const effectiveFrom = values.effective_from ? readEffectiveFrom(values.effective_from, at) : null
  if (typeof effectiveFrom === 'string') return effectiveFrom
  return { line, direction, numberKind, destination, fromParts, untilParts, partNanos, surchargeNanos, effectiveFrom }
}

function kindOf(text: string): NumberKind | null {
  const word = text.toLowerCase().replace(/[\s_-]/g, '')
  return word === 'longcode' ? 'longcode' : word === 'tollfree' ? 'toll_free' : null
}

function countOf(text: string): bigint | null {
  return /^\d{1,15}$/.test(text) ? BigInt(text) : null
}

function priceOf(text: string): bigint | string {
  const nanos = parseDollars(text.replace(/^\$\s*/, ''))
  if (nanos === null)
    return `must be dollars with a point and at most nine places, such as 0.0045, and is “${shown(text)}”.`
  return nanos > MOST_PART_NANOS
    ? `is more than ${formatNanos(MOST_PART_NANOS, 2)} a part: check the decimal point.`
    : nanos
}

function shown(text: string): string {
  return text.replace(/\p{C}/gu, '').slice(0, 40)
}
