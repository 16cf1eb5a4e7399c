import { formatNanos } from '#domain/ledger/money.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { destinationWord } from '#domain/rates/destination-words.ts'
import type { Card, Tier } from '#domain/rates/rate-card.ts'

export const KIND_PLURALS: Record<NumberKind, string> = { longcode: 'Long codes', toll_free: 'Toll-free numbers' }

/** Exactly, with four decimals at least: `$0.0040`, `$0.00425`. */
export function rateWord(nanos: bigint): string {
  return formatNanos(nanos, 9).replace(/0{1,5}$/, '')
}

export function spanWord({ least, most }: { least: bigint; most: bigint }): string {
  return least === most ? rateWord(least) : `${rateWord(least)} to ${rateWord(most)}`
}

export function countWord(parts: bigint): string {
  return parts.toLocaleString('en-US')
}

/** Of the parts of a month, counted from one: `the first 100,000`, `100,001 to 1,000,000`, `from 1,000,001 on`. */
export function tierWord({ fromParts, untilParts }: Pick<Tier, 'fromParts' | 'untilParts'>): string {
  if (untilParts === null) return fromParts === 0n ? 'All' : `From ${countWord(fromParts + 1n)} on`
  return fromParts === 0n
    ? `The first ${countWord(untilParts)}`
    : `${countWord(fromParts + 1n)} to ${countWord(untilParts)}`
}

/** `isRest`: others have prices of their own. */
export function placeWord({ direction, destination }: Pick<Card, 'direction' | 'destination'>, isRest = false): string {
  const far =
    destination === 'any' ? (isRest ? 'every other destination' : 'every destination') : destinationWord(destination)
  return `${direction === 'outbound' ? 'Send' : 'Receive'}: ${far}`
}

/** In the middle of a sentence: `long codes, send: Canada`. */
export function cardWord(card: Pick<Card, 'direction' | 'destination' | 'numberKind'>): string {
  const place = placeWord(card)
  return `${KIND_PLURALS[card.numberKind].toLowerCase()}, ${place.charAt(0).toLowerCase()}${place.slice(1)}`
}
