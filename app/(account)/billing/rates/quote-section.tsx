import { countWord, KIND_PLURALS } from '#components/rate/rate-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { compareOffer } from '#domain/rates/compare-offer.ts'
import type { QuoteState, QuoteWithCards } from '#domain/rates/quote.ts'
import type { Card } from '#domain/rates/rate-card.ts'
import type { Rates } from '#domain/rates/read-cards.ts'
import type { Volume } from '#domain/rates/read-volume.ts'
import { AskForm } from './ask-form.tsx'
import { Offer } from './offer.tsx'
import { WithdrawForm } from './quote-forms.tsx'

type Props = {
  quotes: QuoteWithCards[]
  published: Rates
  own: readonly Card[]
  volume: Volume
  zone: string
  mayChange: boolean
}

const ENDED: Record<QuoteState, string> = {
  asked: 'Waiting for an answer',
  offered: 'Offered',
  accepted: 'Accepted',
  declined: 'Declined',
  expired: 'Ran out',
  withdrawn: 'Taken back',
}

/** Where the account stands with volume prices (rule F18): asks, waits, decides; and what was before. */
export function QuoteSection({ quotes, published, own, volume, zone, mayChange }: Props) {
  const open = quotes.find(({ state }) => state === 'asked' || state === 'offered')
  const past = quotes.filter((quote) => quote !== open)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {open?.state === 'offered' ? (
        <Offer
          quote={open}
          published={published}
          comparison={compareOffer(open, { own, cards: published.cards }, volume.lastMonth)}
          zone={zone}
          mayChange={mayChange}
        />
      ) : null}
      {open?.state === 'asked' ? (
        <div className="grid gap-3 rounded-md border border-line bg-surface p-4">
          <p>
            Prices for <span className="num">{countWord(open.monthlyParts)}</span> parts a month were asked for by{' '}
            {open.askedBy}, <Moment at={open.askedAt.toISOString()} zone={zone} as="shortMoment" />. The answer comes by
            mail and stands here.
          </p>
          {mayChange ? <WithdrawForm id={open.id} /> : null}
        </div>
      ) : null}
      {open ? null : mayChange ? <AskForm /> : <p className="text-13 text-ink-2">No quote is open.</p>}
      {past.length > 0 ? (
        <ul className="grid divide-y divide-line rounded-md border border-line text-13">
          {past.map(({ id, state, monthlyParts, numberKinds, endedAt, endedBy }) => (
            <li key={id} className="flex flex-wrap gap-x-3 gap-y-0.5 px-3 py-2.5">
              <span className="font-medium">{ENDED[state]}</span>
              <span>
                <span className="num">{countWord(monthlyParts)}</span> parts a month,{' '}
                {numberKinds.map((kind) => KIND_PLURALS[kind].toLowerCase()).join(' and ')}
              </span>
              {endedAt ? (
                <span className="text-ink-3">
                  <Moment at={endedAt.toISOString()} zone={zone} as="shortMoment" />, {endedBy}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
