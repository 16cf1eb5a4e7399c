import { type Card, type Surcharge, type Tier, tierAt } from '#domain/rates/rate-card.ts'
import { cardFor } from '#domain/rates/shown-cards.ts'
import { DayOfRate } from './day-of-rate.tsx'
import { cardWord, rateWord, tierWord } from './rate-words.ts'

type Props = { cards: readonly Card[]; surcharges: readonly Surcharge[]; today: readonly Card[] }

/** What is to come, in the order in which it comes: nobody learns of a price from a bill. */
export function AnnouncedList({ cards, surcharges, today }: Props) {
  return (
    <ul className="grid divide-y divide-line rounded-md border border-line bg-surface text-13">
      {cards.map((card) => (
        <li
          key={`${card.direction} ${card.numberKind} ${card.destination} ${card.effectiveFrom.getTime()}`}
          className="grid gap-1 px-3.5 py-2.5"
        >
          <Head card={card} />
          <p className="flex flex-wrap gap-x-4 gap-y-0.5">
            {card.tiers.map((tier) => (
              <span key={String(tier.fromParts)}>
                {card.tiers.length > 1 ? <span className="text-ink-2">{tierWord(tier)}: </span> : null}
                <span className="num font-medium">{rateWord(tier.partNanos)}</span> a part
                <Instead of={priceToday(today, card, tier)} by={tier.partNanos} />
              </span>
            ))}
          </p>
        </li>
      ))}
      {surcharges.map((one) => (
        <li
          key={`${one.direction} ${one.numberKind} ${one.destination} ${one.effectiveFrom.getTime()} s`}
          className="grid gap-1 px-3.5 py-2.5"
        >
          <Head card={one} />
          <p>
            Carrier surcharge <span className="num font-medium">{rateWord(one.partNanos)}</span> a part
          </p>
        </li>
      ))}
    </ul>
  )
}

function Head({ card }: { card: Omit<Card, 'tiers'> }) {
  return (
    <p className="text-ink-2">
      From <DayOfRate at={card.effectiveFrom} />: {cardWord(card)}
    </p>
  )
}

function Instead({ of, by }: { of: bigint | null; by: bigint }) {
  if (of === null) return null
  return (
    <span className="text-ink-3">
      {of === by ? (
        ', as today'
      ) : (
        <>
          , today <span className="num">{rateWord(of)}</span>
        </>
      )}
    </span>
  )
}

function priceToday(today: readonly Card[], card: Card, { fromParts }: Tier): bigint | null {
  const now = cardFor({ cards: today, surcharges: [] }, card)
  return (now && tierAt(now.tiers, fromParts)?.partNanos) ?? null
}
