import { Section } from '#components/ui/section.tsx'
import type { DeliveryDetail } from '#domain/webhooks/delivery-rows.ts'
import { AttemptList } from './attempt-list.tsx'
import { DeliveryFacts } from './delivery-facts.tsx'
import { DeliveryRequest } from './delivery-request.tsx'

type Props = { delivery: DeliveryDetail; zone: string; isWide?: boolean }

/** Two columns on its own page where there is room; in one, what came back is read before what was sent. */
export function DeliveryBody({ delivery, zone, isWide = false }: Props) {
  const { tries: attempts } = delivery
  return (
    <div
      className={`grid grid-cols-[minmax(0,1fr)] gap-5 ${isWide ? 'gap-x-10 panel:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]' : ''}`}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
        <DeliveryFacts delivery={delivery} zone={zone} />
        <Section title={attempts.length > 0 ? `Attempts, the last first` : 'Attempts'}>
          {attempts.length > 0 ? (
            <AttemptList attempts={attempts} zone={zone} />
          ) : (
            <p className="text-13 text-ink-3">It was not tried yet.</p>
          )}
        </Section>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] content-start">
        <Section title="Request">
          <DeliveryRequest delivery={delivery} />
        </Section>
      </div>
    </div>
  )
}
