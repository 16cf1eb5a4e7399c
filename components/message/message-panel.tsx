import { Maximize2, X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { messageHref } from '#components/table/log-href.ts'
import { Section } from '#components/ui/section.tsx'
import type { MessageDetail } from '#domain/reports/message-rows.ts'
import { BesideLinks } from './beside-links.tsx'
import { Bubble } from './bubble.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { ExchangeList } from './exchange-list.tsx'
import { MessageFacts, type OnlyHref } from './message-facts.tsx'
import { PostingList } from './posting-list.tsx'
import { RefreshWhile } from './refresh-while.tsx'
import { headline, isSettled } from './road.ts'
import { RoadList } from './road-list.tsx'
import { ViewSwitch } from './view-switch.tsx'

const ICON = 'grid size-8 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink'

export function MessagePanel({
  message,
  zone,
  closeHref,
  previousHref,
  nextHref,
  trace,
  onlyHref,
}: {
  message: MessageDetail
  zone: string
  closeHref: string
  previousHref: string | null
  nextHref: string | null
  /** In the place of the message at a glance. */
  trace: ReactNode
  onlyHref?: OnlyHref
}) {
  return (
    <>
      <RefreshWhile active={!isSettled(message)} />
      <header className="flex items-center gap-1">
        <h2 className="min-w-0 flex-1 text-16 font-semibold">{headline(message)}</h2>
        <BesideLinks previousHref={previousHref} nextHref={nextHref} />
        <Link
          href={`${messageHref(message.ref)}${trace ? '?trace=1' : ''}`}
          aria-label="Open on its own page"
          title="Open on its own page"
          className={ICON}
        >
          <Maximize2 className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
        </Link>
        <Link href={closeHref} scroll={false} aria-label="Close" title="Close (Esc)" className={`${ICON} -mr-2`}>
          <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
        </Link>
      </header>
      <ViewSwitch isTrace={trace !== null} />
      {trace ?? <AtAGlance message={message} zone={zone} onlyHref={onlyHref} />}
    </>
  )
}

type GlanceProps = { message: MessageDetail; zone: string; onlyHref: OnlyHref | undefined }

function AtAGlance({ message, zone, onlyHref }: GlanceProps) {
  return (
    <>
      <Bubble message={message} />
      <MessageFacts message={message} zone={zone} onlyHref={onlyHref} />
      <Section title="Road">
        <RoadList message={message} zone={zone} />
      </Section>
      {message.direction === 'outbound' ? (
        <Section title="Carrier exchange">
          <ExchangeList message={message} zone={zone} />
        </Section>
      ) : null}
      <Section title="Webhooks">
        <DeliveryList deliveries={message.deliveries} zone={zone} />
      </Section>
      <Section title="Ledger">
        <PostingList postings={message.postings} zone={zone} />
      </Section>
    </>
  )
}
