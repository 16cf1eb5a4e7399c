import { shortMoment, zoneName } from '#components/time/zone.ts'
import { Section } from '#components/ui/section.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { COOLING_MS } from '#domain/numbers/charge-days.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { MessagingState } from '#domain/routing/parties.ts'
import { ReleaseForm, TakeBackForm } from './release-forms.tsx'

type Props = {
  number: { e164: string; messagingState: MessagingState; releasedAt: Date | null; monthlyNanos: bigint }
  zone: string
}

/** For those who may manage numbers. A number on its way in has its port order instead. */
export function ReleaseSection({ number, zone }: Props) {
  const { e164, messagingState, releasedAt, monthlyNanos } = number
  if (messagingState === 'porting') return null
  if (!releasedAt)
    return (
      <Section title="Release">
        <ReleaseForm e164={e164} name={formatNumber(e164)} monthly={costOf(monthlyNanos)} />
      </Section>
    )
  const until = new Date(releasedAt.getTime() + COOLING_MS).toISOString()
  return (
    <Section title="Take it back">
      <TakeBackForm
        e164={e164}
        until={`${shortMoment(until, zone)} ${zoneName(zone)}`}
        monthly={costOf(monthlyNanos)}
      />
    </Section>
  )
}

function costOf(nanos: bigint): string | null {
  return nanos > 0n ? `${formatNanos(nanos, 2)} a month` : null
}
