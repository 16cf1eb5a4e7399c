import { Moment } from '#components/time/moment.tsx'
import type { NotedEvent } from '#domain/payments/list-payments.ts'

export function RefusedEvents({ events, zone }: { events: NotedEvent[]; zone: string }) {
  return (
    <ul className="grid divide-y divide-line rounded-md border border-line">
      {events.map(({ id, at, type, reason }) => (
        <li key={id} className="grid gap-0.5 px-3 py-2.5 text-13">
          <p>{reason}</p>
          <p className="text-ink-3">
            <Moment at={at.toISOString()} zone={zone} as="shortMoment" /> ·{' '}
            <span className="num break-all">{type}</span> · <span className="num break-all">{id}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
