import type { NumberKind } from '#domain/numbers/nanp.ts'
import { type Direction, placeOfCard } from './rate-card.ts'

/** A tier of a card, as a line of a deck says it. */
export type DeckLine = {
  line: number
  direction: Direction
  numberKind: NumberKind
  destination: string
  fromParts: bigint
  /** As the file says it; null: it says none, and the next tier or no end follows. */
  untilParts: bigint | null
  partNanos: bigint
  /** Null: the file says nothing of it. */
  surchargeNanos: bigint | null
  /** Null: the file gives no date. */
  effectiveFrom: Date | null
}
export type DeckProblem = { line: number; problem: string }
export type Deck = { lines: DeckLine[]; problems: DeckProblem[] }

/** The card that a line is a tier of. */
export function cardOf(line: DeckLine): string {
  return `${placeOfCard(line)}|${line.effectiveFrom?.getTime() ?? ''}`
}
