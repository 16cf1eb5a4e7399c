/** What an offer would have saved in a month, without surcharges, which stay as they are. Pure. */
import type { QuoteWithCards } from './quote.ts'
import { priceShare } from './rate-card.ts'
import type { Usage } from './read-volume.ts'
import { cardFor } from './shown-cards.ts'

type InForce = Omit<Parameters<typeof cardFor>[0], 'surcharges'>

export type Comparison = {
  /** Whether it is last month's volume; else the one that was asked for, of the first kind of number to the US. */
  isReal: boolean
  parts: bigint
  todayNanos: bigint
  offerNanos: bigint
}

export function compareOffer(quote: QuoteWithCards, today: InForce, lastMonth: readonly Usage[]): Comparison {
  const isReal = lastMonth.some(({ direction }) => direction === 'outbound')
  const usage = isReal ? lastMonth : askedUsage(quote)
  const volume = usage.reduce((sum, { direction, parts }) => (direction === 'outbound' ? sum + parts : sum), 0n)
  // An offer takes the place of every own card of its direction and kind of number; what it leaves out is as published.
  const replaced = (place: Usage) =>
    quote.cards.some((card) => card.direction === place.direction && card.numberKind === place.numberKind)
  const offered = (place: Usage) => (replaced(place) ? { ...today, own: quote.cards } : today)
  const cost = (rates: (place: Usage) => InForce) =>
    usage.reduce((sum, place) => {
      const tiers = cardFor({ ...rates(place), surcharges: [] }, place)?.tiers ?? []
      // Inbound has no tiers: its first part's price is every part's.
      return sum + priceShare(tiers, place.direction === 'outbound' ? volume : place.parts, place.parts)
    }, 0n)
  return { isReal, parts: volume, todayNanos: cost(() => today), offerNanos: cost(offered) }
}

function askedUsage({ monthlyParts, numberKinds }: QuoteWithCards): Usage[] {
  return [{ direction: 'outbound', numberKind: numberKinds[0] ?? 'longcode', destination: 'us', parts: monthlyParts }]
}
