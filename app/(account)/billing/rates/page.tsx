import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { roleList } from '#components/layout/roles.ts'
import { AnnouncedList } from '#components/rate/announced-list.tsx'
import { RateTable } from '#components/rate/rate-table.tsx'
import { KIND_PLURALS } from '#components/rate/rate-words.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { readCards, readOwnCards } from '#domain/rates/read-cards.ts'
import { readQuotes } from '#domain/rates/read-quotes.ts'
import { readVolume } from '#domain/rates/read-volume.ts'
import { shownCards } from '#domain/rates/shown-cards.ts'
import { BillingTabs } from '../tabs.tsx'
import { MonthVolume } from './month-volume.tsx'
import { QuoteSection } from './quote-section.tsx'

export const metadata: Metadata = { title: 'Rates' }

const PATH = '/billing/rates'
const KINDS: NumberKind[] = ['longcode', 'toll_free']

export default async function RatesPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'billing.read')) return <NotAllowed roles={PERMISSIONS['billing.read']} />
  const [{ name: zone }, published, own, volume, quotes] = await Promise.all([
    readZone(account.timeZone),
    readCards(),
    readOwnCards(scope),
    readVolume(scope),
    readQuotes(scope),
  ])
  const mayChange = may(scope, 'billing.manage')
  const cards = shownCards({ ...published, own: own.cards })
  const announced = [...own.announced, ...published.announced]
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Billing" note="What a part costs, and from when on" />
      <BillingTabs current={PATH} />
      <MonthVolume volume={volume} cards={cards} zone={zone} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-4 wide:grid-cols-2">
        {KINDS.map((kind) => (
          <Section key={kind} title={KIND_PLURALS[kind]}>
            <RateTable
              caption={`${KIND_PLURALS[kind]}: what a part costs`}
              cards={cards.filter(({ numberKind }) => numberKind === kind)}
              volume={volume.thisMonth}
            />
          </Section>
        ))}
      </div>
      {announced.length + published.announcedSurcharges.length > 0 ? (
        <Section title="Announced">
          <AnnouncedList cards={announced} surcharges={published.announcedSurcharges} today={published.cards} />
        </Section>
      ) : null}
      <section id="quote" className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line pt-4 scroll-mt-16">
        <h2 className="text-14 font-semibold">Volume prices</h2>
        {mayChange ? null : (
          <p className="text-13 text-ink-3">To be asked for by: {roleList(PERMISSIONS['billing.manage'])}.</p>
        )}
        <QuoteSection
          quotes={quotes}
          published={published}
          own={own.cards}
          volume={volume}
          zone={zone}
          mayChange={mayChange}
        />
      </section>
      <p className="border-t border-line pt-4 text-13 text-ink-2">
        Everybody’s prices, what numbers cost and a calculator:{' '}
        <Link href="/pricing" className="link" prefetch={false}>
          Pricing
        </Link>
      </p>
    </div>
  )
}
