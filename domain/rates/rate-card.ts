/** A card: what one part costs in one direction, by kind of number and destination, in tiers of a month's outbound parts. Pure: pages use it. */
import type { NumberKind } from '#domain/numbers/nanp.ts'

export type Direction = 'outbound' | 'inbound'
/** Below `untilParts`; null: without end. */
export type Tier = { fromParts: bigint; untilParts: bigint | null; partNanos: bigint }
export type Card = {
  direction: Direction
  numberKind: NumberKind
  destination: string
  effectiveFrom: Date
  tiers: Tier[]
}
/** `isOfLink`: of the carrier link alone that messages take; such goes before one of any link. */
export type Surcharge = Omit<Card, 'tiers'> & { isOfLink: boolean; partNanos: bigint }

type Place = Pick<Card, 'direction' | 'numberKind' | 'destination'>

export function placeOfCard({ direction, numberKind, destination }: Place): string {
  return `${direction}|${numberKind}|${destination}`
}

export function isSamePlace(one: Place, other: Place): boolean {
  return placeOfCard(one) === placeOfCard(other)
}

/** What a part costs after `volume` others. Cards cover every volume, so there is one. */
export function tierAt(tiers: readonly Tier[], volume: bigint): Tier | null {
  return (
    tiers.find((tier) => tier.fromParts <= volume && (tier.untilParts === null || volume < tier.untilParts)) ?? null
  )
}

export type TierShare = { tier: Tier; messages: bigint; nanos: bigint }

/**
 * What a month of equal messages costs that begins with nothing sent: exactly what accepting them one by one would charge. A message is
 * priced whole, at the tier its first part falls in.
 */
export function priceMonth(
  tiers: readonly Tier[],
  { messages, parts, surchargeNanos }: { messages: bigint; parts: bigint; surchargeNanos: bigint },
): TierShare[] {
  // The nth message (from 0) begins after n × parts: those before a bound are its quotient, rounded up.
  const before = (bound: bigint | null) => {
    const count = bound === null ? messages : (bound + parts - 1n) / parts
    return count < messages ? count : messages
  }
  return tiers.flatMap((tier) => {
    const count = before(tier.untilParts) - before(tier.fromParts)
    return count > 0n ? [{ tier, messages: count, nanos: count * parts * (tier.partNanos + surchargeNanos) }] : []
  })
}

/** About what `parts` of a month's `volume` cost where they are spread evenly over its tiers; to the nanodollar below. */
export function priceShare(tiers: readonly Tier[], volume: bigint, parts: bigint): bigint {
  if (volume === 0n) return 0n
  const whole = tiers.reduce((sum, { fromParts, untilParts, partNanos }) => {
    const until = untilParts === null || untilParts > volume ? volume : untilParts
    return until > fromParts ? sum + (until - fromParts) * partNanos : sum
  }, 0n)
  return (whole * parts) / volume
}
