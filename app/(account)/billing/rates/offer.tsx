import { formatTotal } from '#components/money.ts'
import { DayOfRate } from '#components/rate/day-of-rate.tsx'
import { cardWord, countWord, rateWord, tierWord } from '#components/rate/rate-words.ts'
import { Moment } from '#components/time/moment.tsx'
import type { Comparison } from '#domain/rates/compare-offer.ts'
import type { QuoteWithCards } from '#domain/rates/quote.ts'
import { type Card, tierAt } from '#domain/rates/rate-card.ts'
import type { Rates } from '#domain/rates/read-cards.ts'
import { cardFor } from '#domain/rates/shown-cards.ts'
import { OfferForms } from './quote-forms.tsx'

type Props = { quote: QuoteWithCards; published: Rates; comparison: Comparison; zone: string; mayChange: boolean }

/** What was offered beside what is published, and what it would have saved. */
export function Offer({ quote, published, comparison, zone, mayChange }: Props) {
  const { id, cards, offerNote, validUntil, effectiveFrom } = quote
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-md border border-signal/40 bg-signal-wash/50 p-4 sm:p-5">
      <div className="grid gap-1">
        <h3 className="text-14 font-semibold">An offer for you</h3>
        <p className="text-13 text-ink-2">
          {validUntil ? (
            <>
              Valid until <Moment at={validUntil.toISOString()} zone={zone} as="shortMoment" />
              {'. '}
            </>
          ) : null}
          {effectiveFrom ? (
            <>
              In force from <DayOfRate at={effectiveFrom} />, if accepted before.
            </>
          ) : (
            'In force from the moment you accept it.'
          )}
        </p>
        {offerNote ? <p className="text-13 break-words whitespace-pre-wrap">{offerNote}</p> : null}
      </div>
      <Saving comparison={comparison} />
      <div className="ledger-frame">
        <table className="ledger cards">
          <caption className="sr-only">Offered prices beside the published ones, without carrier surcharges</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Parts in a month</th>
              <th scope="col" className="right">
                Published
              </th>
              <th scope="col" className="right">
                Offered
              </th>
            </tr>
          </thead>
          <tbody>{cards.flatMap((card) => rowsOf(card, published))}</tbody>
        </table>
      </div>
      <p className="text-13 text-ink-3">
        Carrier surcharges stay as they are. Accepting takes the place of rates of your own for the same kind of number;
        messages accepted before keep their price.
      </p>
      {mayChange ? <OfferForms id={id} /> : null}
    </div>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function rowsOf(card: Card, published: Rates) {
  const beside = cardFor({ ...published, surcharges: [] }, card)
  return card.tiers.map((tier) => {
    const was = beside ? tierAt(beside.tiers, tier.fromParts) : null
    return (
      <tr key={`${card.direction} ${card.numberKind} ${card.destination} ${tier.fromParts}`}>
        <td className="card-wide whitespace-normal">{capital(cardWord(card))}</td>
        <td className="card-two" data-label="In a month">
          {tierWord(tier)}
        </td>
        <td className="num right card-two text-ink-2" data-label="Published">
          {was ? rateWord(was.partNanos) : '–'}
        </td>
        <td className="num right card-two font-medium" data-label="Offered">
          {rateWord(tier.partNanos)}
        </td>
      </tr>
    )
  })
}

function Saving({ comparison: { isReal, parts, todayNanos, offerNanos } }: { comparison: Comparison }) {
  const saved = todayNanos - offerNanos
  return (
    <p className="flex flex-wrap items-baseline gap-x-2.5">
      <span className="font-mono text-20 font-medium tracking-[-0.03em] tabular-nums">
        {formatTotal(saved < 0n ? -saved : saved)}
      </span>
      <span className="text-13 text-ink-2">
        {saved < 0n ? 'more' : 'less'} a month, at {isReal ? 'last month’s' : 'the'} {countWord(parts)} outbound parts
        {isReal ? '' : ' you asked for'}: about {formatTotal(offerNanos)} and not {formatTotal(todayNanos)}
      </span>
    </p>
  )
}
