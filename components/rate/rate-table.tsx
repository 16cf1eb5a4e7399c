import { Check } from 'lucide-react'
import { type Tier, tierAt } from '#domain/rates/rate-card.ts'
import type { ShownCard } from '#domain/rates/shown-cards.ts'
import { DayOfRate } from './day-of-rate.tsx'
import { placeWord, rateWord, tierWord } from './rate-words.ts'

type Props = {
  caption: string
  cards: ShownCard[]
  /** Outbound parts of the account's month so far: marks the tier that the next part is in, and whose prices they are. */
  volume?: bigint | null
}

/** One kind of number: a row for each tier, of what is sent first. */
export function RateTable({ caption, cards, volume = null }: Props) {
  const hasTiers = cards.some(({ tiers }) => tiers.length > 1)
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            {hasTiers ? <th scope="col">Parts in a month</th> : null}
            <th scope="col" className="right">
              A part
            </th>
            <th scope="col" className="right">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {cards.flatMap((card) =>
            card.tiers.map((tier) => (
              <Line
                key={`${card.direction} ${card.destination} ${tier.fromParts}`}
                card={card}
                tier={tier}
                isRest={cards.some((one) => one.direction === card.direction && one.destination !== 'any')}
                isHere={isNow(card, tier, volume)}
                hasTiers={hasTiers}
                isOfAccount={volume !== null}
              />
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}

function isNow({ direction, tiers }: ShownCard, tier: Tier, volume: bigint | null): boolean {
  return volume !== null && direction === 'outbound' && tiers.length > 1 && tierAt(tiers, volume) === tier
}

type LineProps = {
  card: ShownCard
  tier: Tier
  isRest: boolean
  isHere: boolean
  hasTiers: boolean
  isOfAccount: boolean
}

function Line({ card, tier, isRest, isHere, hasTiers, isOfAccount }: LineProps) {
  const isFirst = tier.fromParts === 0n
  return (
    <tr className={isHere ? 'bg-signal-wash' : undefined}>
      <td className={`card-wide whitespace-normal ${isFirst ? '' : 'max-sm:hidden'}`}>
        <span className={isFirst ? 'font-medium' : 'sr-only'}>{placeWord(card, isRest)}</span>
        {isOfAccount && isFirst ? (
          <span className={`block ${card.isOwn ? 'font-medium text-signal' : 'text-ink-3'}`}>
            {card.isOwn ? 'Your own' : 'Published'}
          </span>
        ) : null}
      </td>
      {hasTiers ? (
        <td>
          {tierWord(tier)}
          {isHere ? (
            <span className="ml-2 inline-flex items-center gap-1 font-medium text-signal">
              <Check className="size-3.5 self-center" strokeWidth={2} aria-hidden="true" />
              Now
            </span>
          ) : null}
        </td>
      ) : null}
      <td className={`right ${hasTiers ? 'card-end' : ''}`}>
        <span className="num font-medium">{rateWord(tier.partNanos + card.surchargeNanos)}</span>
        {card.surchargeNanos > 0n ? (
          <span className="block text-12 text-ink-3">
            <span className="num">{rateWord(tier.partNanos)}</span> +{' '}
            <span className="num">{rateWord(card.surchargeNanos)}</span> carrier
          </span>
        ) : null}
      </td>
      <td className={`right text-ink-3 ${hasTiers ? 'card-wide' : 'card-end'} ${isFirst ? '' : 'max-sm:hidden'}`}>
        {isFirst ? (
          <>
            <span className="sm:sr-only">since </span>
            <DayOfRate at={card.effectiveFrom} />
          </>
        ) : null}
      </td>
    </tr>
  )
}
