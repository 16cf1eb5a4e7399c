import { Section } from '#components/ui/section.tsx'
import type { MessageDetail } from '#domain/reports/message-rows.ts'
import { Bubble } from './bubble.tsx'
import { DeliveryList } from './delivery-list.tsx'
import { ExchangeList } from './exchange-list.tsx'
import { MessageFacts } from './message-facts.tsx'
import { PostingList } from './posting-list.tsx'
import { RoadList } from './road-list.tsx'

const COLUMN = 'grid content-start gap-6 max-panel:contents'

/** Two columns where there is room; in one, the facts come right after the text and the wire comes last. */
export function MessageBody({ message, zone }: { message: MessageDetail; zone: string }) {
  return (
    <div className="grid gap-x-10 gap-y-6 panel:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
      <div className={COLUMN}>
        <div className="max-panel:order-1">
          <Bubble message={message} />
        </div>
        <div className="grid gap-6 max-panel:order-3">
          <Section title="Road">
            <RoadList message={message} zone={zone} />
          </Section>
          <Section title="Webhooks">
            <DeliveryList deliveries={message.deliveries} zone={zone} />
          </Section>
          <Section title="Ledger">
            <PostingList postings={message.postings} zone={zone} />
          </Section>
        </div>
      </div>
      <div className={COLUMN}>
        <div className="max-panel:order-2">
          <MessageFacts message={message} zone={zone} />
        </div>
        {message.direction === 'outbound' ? (
          <div className="max-panel:order-4">
            <Section title="Carrier exchange">
              <ExchangeList message={message} zone={zone} />
            </Section>
          </div>
        ) : null}
      </div>
    </div>
  )
}
