/** Rates, decks and quotes as an operator's terminal shows them. */
import { formatNanos } from '#domain/ledger/money.ts'
import type { DeckProblem } from '#domain/rates/deck-line.ts'
import { destinationWord } from '#domain/rates/destination-words.ts'
import type { DeckChange } from '#domain/rates/judge-deck.ts'
import type { QuoteWithCards } from '#domain/rates/quote.ts'
import type { Card, Tier } from '#domain/rates/rate-card.ts'
import type { Rates } from '#domain/rates/read-cards.ts'

export function tellProblems(problems: readonly DeckProblem[]): string {
  return [
    ...problems.map(({ line, problem }) => `✗ line ${line}: ${problem}`),
    '',
    'Nothing was changed: put the deck right, and try again.',
  ].join('\n')
}

export function tellDeck(changes: readonly DeckChange[]): string {
  const dearer = changes.filter(({ change }) => change === 'dearer').length
  const cheaper = changes.filter(({ change }) => change === 'cheaper').length
  const lines = changes.map(
    (change) =>
      `line ${String(change.line).padStart(3)}  ${change.effectiveFrom.toISOString().slice(0, 16)}Z  ${placeOf(change)}  ${tierOf(change)}  ${price(change)}  ${wordOf(change)}${change.replaces ? ', in the place of what was announced' : ''}`,
  )
  return [...lines, '', `${changes.length} lines: ${dearer} dearer, ${cheaper} cheaper.`].join('\n')
}

export function tellCards({ cards, surcharges, announced, announcedSurcharges }: Rates): string {
  const lines = (some: readonly Card[]) =>
    some.flatMap((card) =>
      card.tiers.map(
        (tier) =>
          `  since ${card.effectiveFrom.toISOString().slice(0, 16)}Z  ${placeOf(card)}  ${tierOf(tier)}  ${formatNanos(tier.partNanos, 6)}`,
      ),
    )
  const extra = (some: Rates['surcharges']) =>
    some.map(
      (one) =>
        `  since ${one.effectiveFrom.toISOString().slice(0, 16)}Z  ${placeOf(one)}  surcharge ${formatNanos(one.partNanos, 6)}`,
    )
  return [
    'In force',
    ...lines(cards),
    ...extra(surcharges),
    'Announced',
    ...lines(announced),
    ...extra(announcedSurcharges),
  ].join('\n')
}

export function tellQuoteLine(quote: QuoteWithCards, accountId: string): string {
  const { id, state, monthlyParts, numberKinds, askedAt, validUntil, note } = quote
  const until = state === 'offered' && validUntil ? ` until ${validUntil.toISOString().slice(0, 16)}Z` : ''
  // What somebody wrote, in one line and without what a terminal would obey.
  const said = note.replace(/\s+/g, ' ').replace(/\p{C}/gu, '')
  return `${id}  ${state}${until}  ${askedAt.toISOString().slice(0, 16)}Z  account ${accountId}  ${monthlyParts.toLocaleString('en-US')} parts a month  ${numberKinds.join(', ')}  ${said}`
}

function placeOf({
  direction,
  numberKind,
  destination,
}: Pick<Card, 'direction' | 'numberKind' | 'destination'>): string {
  return `${direction} ${numberKind}, ${destinationWord(destination)}`
}

function tierOf({ fromParts, untilParts }: Pick<Tier, 'fromParts' | 'untilParts'>): string {
  return untilParts === null ? `from ${count(fromParts)}` : `${count(fromParts)} to ${count(untilParts)}`
}

function price({ partNanos, surchargeNanos }: DeckChange): string {
  const surcharge = surchargeNanos > 0n ? ` + ${formatNanos(surchargeNanos, 6)} surcharge` : ''
  return `${formatNanos(partNanos, 6)}${surcharge}`
}

/** `12.5 % dearer than $0.004000`, `first card of its own, …`. */
function wordOf({ change, permille, before, isFirst }: DeckChange): string {
  if (!before) return 'new'
  const was = formatNanos(before.partNanos + before.surchargeNanos, 6)
  const by = permille === null ? `${change}: was free` : `${permille / 10n}.${permille % 10n} % ${change} than ${was}`
  return `${isFirst ? 'first card of its own, ' : ''}${change === 'same' ? `the same as before, ${was}` : by}`
}

function count(parts: bigint): string {
  return parts.toLocaleString('en-US')
}
