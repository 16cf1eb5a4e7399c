/** What a deck of published rates would change, line by line. Changes nothing. */
import type { Tx } from '#lib/db.ts'
import { cardOf, type Deck, type DeckLine, type DeckProblem } from './deck-line.ts'
import { type Card, isSamePlace, type Surcharge, tierAt } from './rate-card.ts'
import { gatherCards, type TierRow } from './tier-rows.ts'

export type Priced = { partNanos: bigint; surchargeNanos: bigint }
/** `before`: what a part at this volume costs just before the card holds, by whichever card; null: it had no price. */
export type DeckChange = Omit<DeckLine, 'surchargeNanos' | 'effectiveFrom'> &
  Priced & {
    effectiveFrom: Date
    before: Priced | null
    change: 'new' | 'dearer' | 'cheaper' | 'same'
    /** Until then the card for any destination holds there. */
    isFirst: boolean
    /** In tenths of a hundredth of the price before; null where it was free or is new. */
    permille: bigint | null
    /** Announced for this very moment already: this takes its place. */
    replaces: boolean
    saysSurcharge: boolean
  }
export type JudgedDeck = { changes: DeckChange[]; problems: DeckProblem[] }

const CARDS = `select direction, number_kind as "numberKind", destination, effective_from as "effectiveFrom",
  from_parts as "fromParts", until_parts as "untilParts", part_nanos as "partNanos" from rates
  order by effective_from desc, from_parts`
const SURCHARGES = `select direction, number_kind as "numberKind", destination, effective_from as "effectiveFrom",
  part_nanos as "partNanos", false as "isOfLink" from surcharges where link_id is null order by effective_from desc`

export async function judgeDeck(tx: Tx, { lines, problems }: Deck): Promise<JudgedDeck> {
  const dateless = lines
    .filter(({ effectiveFrom }) => effectiveFrom === null)
    .map(({ line }) => ({ line, problem: 'effective_from is empty: from when on does this price hold?' }))
  if (problems.length + dateless.length > 0) return { changes: [], problems: [...problems, ...dateless] }
  const stored = gatherCards(await tx.query<TierRow>(CARDS))
  const deck = [...Map.groupBy(lines, cardOf).values()].map((card) => {
    const sorted = card.toSorted((one, other) => Number(one.fromParts - other.fromParts))
    return sorted.map((line, nth) => ({
      ...line,
      untilParts: sorted[nth + 1]?.fromParts ?? null,
      effectiveFrom: line.effectiveFrom ?? new Date(0),
    }))
  })
  // What comes after is compared with what the deck itself has changed by then.
  const cards = [...deck.flatMap((tiers) => gatherCards(tiers)), ...stored].sort(latestFirst)
  const asked = deck.flatMap(([first]) =>
    first && first.surchargeNanos !== null ? [{ ...first, partNanos: first.surchargeNanos, isOfLink: false }] : [],
  )
  const surcharges = [...asked, ...(await tx.query<Surcharge>(SURCHARGES))].sort(latestFirst)
  const changes = deck.flat().map((line) => changeOf(line, cards, surcharges, stored))
  return { changes, problems: [] }
}

type DatedLine = DeckLine & { effectiveFrom: Date }

function latestFirst(one: { effectiveFrom: Date }, other: { effectiveFrom: Date }): number {
  return other.effectiveFrom.getTime() - one.effectiveFrom.getTime()
}

function changeOf(
  line: DatedLine,
  cards: readonly Card[],
  surcharges: readonly Surcharge[],
  stored: readonly Card[],
): DeckChange {
  const { effectiveFrom } = line
  const place = (destination: string) => ({ ...line, destination })
  const earlier = <T extends Surcharge | Card>(all: readonly T[], destination: string): T | undefined =>
    all.find((one) => isSamePlace(one, place(destination)) && one.effectiveFrom < effectiveFrom)
  const isFirst = !earlier(cards, line.destination)
  const tier = tierAt((earlier(cards, line.destination) ?? earlier(cards, 'any'))?.tiers ?? [], line.fromParts)
  const asked = surcharges.filter((one) => isSamePlace(one, line))
  const surchargeBefore = (earlier(surcharges, line.destination) ?? earlier(surcharges, 'any'))?.partNanos ?? 0n
  const announced = asked.find((one) => one.effectiveFrom.getTime() === effectiveFrom.getTime())?.partNanos
  const before = tier ? { partNanos: tier.partNanos, surchargeNanos: surchargeBefore } : null
  const priced = { partNanos: line.partNanos, surchargeNanos: line.surchargeNanos ?? announced ?? surchargeBefore }
  return {
    ...line,
    ...priced,
    before,
    isFirst,
    ...compared(before, priced),
    saysSurcharge: line.surchargeNanos !== null,
    replaces: stored.some(
      (card) => isSamePlace(card, line) && card.effectiveFrom.getTime() === effectiveFrom.getTime(),
    ),
  }
}

function compared(before: Priced | null, after: Priced): Pick<DeckChange, 'change' | 'permille'> {
  if (!before) return { change: 'new', permille: null }
  const [was, is] = [before.partNanos + before.surchargeNanos, after.partNanos + after.surchargeNanos]
  if (was === is) return { change: 'same', permille: 0n }
  const change = is > was ? 'dearer' : 'cheaper'
  const by = is > was ? is - was : was - is
  return { change, permille: was === 0n ? null : (by * 1_000n + was / 2n) / was }
}
