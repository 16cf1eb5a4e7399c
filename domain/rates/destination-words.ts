/** What the groups of destinations are called. A deck may name others that stand in `destinations`: those are called as they are written. */
const WORDS: Record<string, string> = {
  any: 'Every destination',
  us: 'United States',
  ca: 'Canada',
  other: 'Caribbean and other +1',
}

export function destinationWord(destination: string): string {
  return Object.hasOwn(WORDS, destination) ? (WORDS[destination] ?? destination) : destination
}

/** What a price may depend on, for whoever sends: every number of the plan is in one. */
export const DESTINATIONS = ['us', 'ca', 'other'] as const
