import { readEvent } from '#components/port/port-words.ts'
import { Moment } from '#components/time/moment.tsx'
import type { PortEvent } from '#domain/porting/read-port.ts'

/** Newest first; nobody changes what stands here. */
export function Timeline({ events, zone }: { events: PortEvent[]; zone: string }) {
  return (
    <ol className="road">
      {events.map((event) => {
        const { title, note } = readEvent(event)
        return (
          <li key={event.seq} data-tone={toneOf(event)}>
            <p className="flex flex-wrap items-baseline gap-x-3 text-13">
              <span className="font-medium wrap-anywhere">{title}</span>
              <span className="text-ink-3">
                <Moment at={event.at.toISOString()} zone={zone} as="shortMoment" /> · {whoOf(event)}
              </span>
            </p>
            {note ? (
              <p className="mt-0.5 max-w-[64ch] text-13 whitespace-pre-line wrap-anywhere text-ink-2">{note}</p>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

function toneOf({ kind, to }: PortEvent): 'failed' | 'quiet' | undefined {
  if (to === 'exception' || kind === 'overdue') return 'failed'
  return kind === 'moved' || kind === 'active' ? undefined : 'quiet'
}

function whoOf({ actorKind, actorName }: PortEvent): string {
  if (actorKind === 'system') return actorName === 'operator' ? 'Operator' : 'Longcode'
  return actorKind === 'key' ? `API key ${actorName}` : actorName
}
