import type { Card, Tier } from './rate-card.ts'
import { placeOfCard } from './rate-card.ts'

export type TierRow = Omit<Card, 'tiers'> & Tier

/** Rows of tiers as cards, in the order of the rows. */
export function gatherCards(rows: readonly TierRow[]): Card[] {
  const cards = new Map<string, Card>()
  for (const { fromParts, untilParts, partNanos, ...place } of rows) {
    const name = `${placeOfCard(place)}|${place.effectiveFrom.getTime()}`
    const card = cards.get(name) ?? { ...place, tiers: [] }
    card.tiers.push({ fromParts, untilParts, partNanos })
    cards.set(name, card)
  }
  return [...cards.values()]
}
