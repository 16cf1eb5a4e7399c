import { cardOf, type DeckLine, type DeckProblem } from './deck-line.ts'
import { destinationWord } from './destination-words.ts'

/** Whether the tiers of each card follow one another from 0 without end, and agree on the surcharge. */
export function checkTiers(lines: readonly DeckLine[]): DeckProblem[] {
  return [...Map.groupBy(lines, cardOf).values()].flatMap((card) => {
    const tiers = card.toSorted((one, other) => Number(one.fromParts - other.fromParts))
    return [...gapsOf(tiers), ...surchargesOf(tiers)]
  })
}

function gapsOf(tiers: readonly DeckLine[]): DeckProblem[] {
  return tiers.flatMap((tier, nth): DeckProblem[] => {
    const { line, fromParts, untilParts } = tier
    const [before, next] = [tiers[nth - 1], tiers[nth + 1]]
    if (!before && fromParts > 0n)
      return [
        {
          line,
          problem: `There is no price for the first ${count(fromParts)} parts of ${nameOf(tier)}: begin with from_parts 0.`,
        },
      ]
    if (before && before.fromParts === fromParts)
      return [
        { line, problem: `The tier from ${count(fromParts)} of ${nameOf(tier)} is on line ${before.line} as well.` },
      ]
    if (!next)
      return untilParts === null
        ? []
        : [
            {
              line,
              problem: `There is no price from ${count(untilParts)} parts on for ${nameOf(tier)}: leave until_parts of its last tier empty.`,
            },
          ]
    if (untilParts === null || untilParts === next.fromParts) return []
    return [
      {
        line,
        problem:
          untilParts < next.fromParts
            ? `There is a gap: no price from ${count(untilParts)} to ${count(next.fromParts)} parts for ${nameOf(tier)} (line ${next.line}).`
            : `The tiers overlap: from ${count(next.fromParts)} to ${count(untilParts)} parts of ${nameOf(tier)} have two prices (line ${next.line}).`,
      },
    ]
  })
}

function surchargesOf([first, ...rest]: readonly DeckLine[]): DeckProblem[] {
  const other = rest.find(({ surchargeNanos }) => surchargeNanos !== first?.surchargeNanos)
  return other
    ? [
        {
          line: other.line,
          problem: `The surcharge of ${nameOf(other)} differs from line ${first?.line}: it is one for all tiers.`,
        },
      ]
    : []
}

function nameOf({ direction, numberKind, destination }: DeckLine): string {
  return `${direction} ${numberKind === 'toll_free' ? 'toll-free' : 'long code'}, ${destinationWord(destination).toLowerCase()}`
}

function count(parts: bigint): string {
  return parts.toLocaleString('en-US')
}
