import { Moment } from '#components/time/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { FuseTrip } from '#domain/limits/list-trips.ts'
import { Resume } from './limit-row-forms.tsx'

type Props = { trips: FuseTrip[]; zone: string; mayChange: boolean }

/** What is paused now, with why and how it goes on. */
export function OpenTrips({ trips, zone, mayChange }: Props) {
  return trips.map((trip) => (
    <Notice key={trip.id} tone="failed">
      <div className="grid gap-2">
        <p className="font-medium">
          Sending to <span className="num">{trip.prefix}…</span> is paused for {sender(trip)}
        </p>
        <p>
          {seen(trip)} That is more than the <span className="num">{trip.allowed}</span> that are allowed, and looks
          like message pumping. Since <Moment at={trip.trippedAt.toISOString()} zone={zone} as="shortMoment" /> every
          message from there to this prefix is refused; everything else goes on.
        </p>
        {trip.seen.seconds?.length ? (
          <details>
            <summary className="w-fit cursor-pointer underline">By the second</summary>
            <ul className="num grid gap-0.5 py-1">
              {trip.seen.seconds.map(([at, messages]) => (
                <li key={at}>
                  <Moment at={new Date(at).toISOString()} zone={zone} as="exactClock" />: {messages}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {mayChange ? <Resume id={trip.id} prefix={trip.prefix} /> : null}
      </div>
    </Notice>
  ))
}

export function PastTrips({ trips, zone }: Omit<Props, 'mayChange'>) {
  return (
    <ul className="grid gap-1.5 text-13 text-ink-2">
      {trips.map((trip) => (
        <li key={trip.id}>
          <Moment at={trip.trippedAt.toISOString()} zone={zone} as="shortMoment" />:{' '}
          <span className="num">{trip.prefix}…</span> for {sender(trip)}. Resumed by {trip.resumedBy}
          {trip.resumedAt ? (
            <>
              {' '}
              <Moment at={trip.resumedAt.toISOString()} zone={zone} as="shortMoment" />
            </>
          ) : null}
          .
        </li>
      ))}
    </ul>
  )
}

function sender({ keyName }: FuseTrip): string {
  return keyName === null ? 'people in the portal' : `the key “${keyName}”`
}

function seen({ messages, withinSeconds, prefix, seen: { numbers } }: FuseTrip): string {
  const to = numbers
    ? ` to ${numbers} different ${numbers === 1 ? 'number' : 'numbers'} (${prefix.padEnd(12, '•')})`
    : ''
  return `${messages} messages went there${to} within ${withinSeconds} seconds.`
}
