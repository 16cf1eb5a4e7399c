import type { Metadata } from 'next'
import Link from 'next/link'
import { PublicFrame } from '#components/layout/public-frame.tsx'
import { AnnouncedList } from '#components/rate/announced-list.tsx'
import { RateTable } from '#components/rate/rate-table.tsx'
import { KIND_PLURALS } from '#components/rate/rate-words.ts'
import { readNumberPrices } from '#domain/inventory/read-number-prices.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { readCards } from '#domain/rates/read-cards.ts'
import { readDestinations } from '#domain/rates/read-destinations.ts'
import { shownCards } from '#domain/rates/shown-cards.ts'
import type { SearchParams } from '../_web/search-params.ts'
import { readSession } from '../_web/session.ts'
import { Calculator } from './calculator.tsx'
import { Head, HowItIsCounted } from './how-it-is-counted.tsx'
import { NumberPrices } from './number-prices.tsx'
import { readQuestion } from './read-question.ts'

export const metadata: Metadata = { title: 'Pricing', robots: { index: true, follow: true } }

const KINDS: NumberKind[] = ['longcode', 'toll_free']

/** For everybody (rule F18), from the rows that messages are charged by. */
export default async function PricingPage({ searchParams }: { searchParams: SearchParams }) {
  const [rates, numbers, known, session, params] = await Promise.all([
    readCards(),
    readNumberPrices(),
    readDestinations(),
    readSession(),
    searchParams,
  ])
  const destinations = ['us', 'ca', ...[...known].filter((one) => !['any', 'us', 'ca'].includes(one))]
  const cards = shownCards(rates)
  const hasNews = rates.announced.length + rates.announcedSurcharges.length > 0
  return (
    <PublicFrame isSignedIn={session !== null}>
      <Head />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-8 panel:grid-cols-2">
        {KINDS.map((kind) => (
          <section key={kind} className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
            <h2 className="text-16 font-semibold">{KIND_PLURALS[kind]}</h2>
            <RateTable
              caption={`${KIND_PLURALS[kind]}: what a part costs`}
              cards={cards.filter(({ numberKind }) => numberKind === kind)}
            />
          </section>
        ))}
      </div>
      {hasNews ? (
        <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <h2 className="text-16 font-semibold">Announced</h2>
          <AnnouncedList cards={rates.announced} surcharges={rates.announcedSurcharges} today={rates.cards} />
        </section>
      ) : null}
      <Calculator question={readQuestion(params, destinations)} rates={rates} destinations={destinations} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-10 panel:grid-cols-2">
        <section className="grid grid-cols-[minmax(0,1fr)] content-start gap-3">
          <h2 className="text-16 font-semibold">Numbers</h2>
          <NumberPrices prices={numbers} />
        </section>
        <section className="grid content-start gap-3">
          <h2 className="text-16 font-semibold">Volume prices</h2>
          <p className="max-w-[56ch] text-ink-2">
            From 10,000 parts a month you can ask for prices of your own. The offer stands beside these, with what it
            saves at your volume, and becomes yours the moment you accept it.
          </p>
          <p>
            <Link href="/billing/rates#quote" prefetch={false} className="link">
              Ask for volume prices
            </Link>
          </p>
        </section>
      </div>
      <HowItIsCounted />
    </PublicFrame>
  )
}
