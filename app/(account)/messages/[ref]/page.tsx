import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Bubble } from '#components/message/bubble.tsx'
import { DeliveryList } from '#components/message/delivery-list.tsx'
import { ExchangeList } from '#components/message/exchange-list.tsx'
import { MessageFacts } from '#components/message/message-facts.tsx'
import { PostingList } from '#components/message/posting-list.tsx'
import { RefreshWhile } from '#components/message/refresh-while.tsx'
import { headline, isSettled } from '#components/message/road.ts'
import { RoadList } from '#components/message/road-list.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { readMessageDetail } from '#domain/reports/read-message.ts'
import { nullIfMissing } from '../open-message.tsx'

export const metadata: Metadata = { title: 'Message' }

export default async function MessagePage({ params }: { params: Promise<{ ref: string }> }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const message = await readMessageDetail(scope, (await params).ref).catch(nullIfMissing)
  if (!message) notFound()
  const zone = (await readZone(account.timeZone)).name
  return (
    <article className="grid gap-5">
      <RefreshWhile active={!isSettled(message)} />
      <div className="grid gap-1">
        <Link href="/messages" className="link w-fit text-13">
          Messages
        </Link>
        <PageHead title={headline(message)} note={`${formatNumber(message.from)} to ${formatNumber(message.to)}`} />
      </div>
      <div className="grid gap-x-10 gap-y-6 panel:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <div className="grid content-start gap-6">
          <Bubble message={message} />
          <Section title="Road">
            <RoadList message={message} zone={zone} />
          </Section>
          <Section title="Web hooks">
            <DeliveryList deliveries={message.deliveries} zone={zone} />
          </Section>
          <Section title="Ledger">
            <PostingList postings={message.postings} zone={zone} />
          </Section>
        </div>
        <div className="grid content-start gap-6">
          <MessageFacts message={message} zone={zone} />
          {message.direction === 'outbound' ? (
            <Section title="Carrier exchange">
              <ExchangeList exchanges={message.exchanges} zone={zone} />
            </Section>
          ) : null}
        </div>
      </div>
    </article>
  )
}
