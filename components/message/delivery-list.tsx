import { duration, exactClock } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { Delivery, DeliveryAttempt } from '#domain/reports/message-rows.ts'
import { EVENT_WORDS, HELD_WORDS } from '#domain/webhooks/delivery.ts'

const WORDS = { pending: 'under way', delivered: 'delivered', failed: 'given up', held: 'held' } as const

export function DeliveryList({ deliveries, zone }: { deliveries: Delivery[]; zone: string }) {
  if (deliveries.length === 0) {
    return <p className="text-13 text-ink-3">No request was made to your servers for this message.</p>
  }
  return (
    <ol className="grid gap-5">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="grid gap-2 text-13">
          <h3 className="font-medium">
            {EVENT_WORDS[delivery.kind]}{' '}
            <span className="font-normal text-ink-3">
              · {WORDS[delivery.status]}
              {delivery.heldWhy ? `: ${HELD_WORDS[delivery.heldWhy]}` : ''}
            </span>
          </h3>
          {delivery.url === '' ? null : (
            <p className="flex items-baseline gap-1">
              <span className="num min-w-0 break-all">POST {delivery.url}</span>
              <CopyButton text={delivery.url} what="address" />
            </p>
          )}
          {delivery.body === null ? null : <Body title="Request body" text={delivery.body} />}
          {delivery.attempts.map((attempt) => (
            <Attempt key={attempt.number} attempt={attempt} zone={zone} />
          ))}
        </li>
      ))}
    </ol>
  )
}

function Attempt({ attempt, zone }: { attempt: DeliveryAttempt; zone: string }) {
  const ok = attempt.statusCode !== null && attempt.statusCode < 300
  return (
    <div className="grid gap-1.5 border-l border-line pl-3">
      <p className="flex flex-wrap gap-x-3">
        <span>Attempt {attempt.number}</span>
        <span className={`font-medium ${ok ? 'text-delivered' : 'text-failed'}`}>
          {attempt.statusCode === null ? (attempt.error ?? 'no answer') : `answered ${attempt.statusCode}`}
        </span>
        <span className="num text-ink-3">
          {exactClock(attempt.at, zone)}, {duration(attempt.durationMs)}
        </span>
      </p>
      {attempt.answer ? <Body title="Answer" text={attempt.answer} /> : null}
    </div>
  )
}

function Body({ title, text }: { title: string; text: string }) {
  return (
    <details>
      <summary className="link w-fit rounded-sm">{title}</summary>
      <pre className="num mt-1.5 rounded-md bg-sunk p-2.5 break-all whitespace-pre-wrap">{pretty(text)}</pre>
    </details>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
