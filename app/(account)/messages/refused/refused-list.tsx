import { Moment } from '#components/time/moment.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { prettyJson } from '#components/webhook/pretty-json.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { isUndecided, type RefusedCall } from '#domain/reports/refused-rows.ts'

/** A call each: when, what and why in one look; who asked, and with what words, below. */
export function RefusedList({ rows, zone }: { rows: RefusedCall[]; zone: string }) {
  return (
    <ol className="grid border-t border-line text-13" aria-label="Refused calls, newest first">
      {rows.map((call) => (
        <li key={call.id} className="grid grid-cols-[minmax(0,1fr)] gap-1 border-b border-line py-3">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <span className="font-medium text-failed">
              <span className="num">{call.status}</span> {call.code.replaceAll('_', ' ')}
            </span>
            <span className="num min-w-0 break-all text-ink-2">
              {call.method} {call.path}
            </span>
            <Moment at={call.at} zone={zone} as="shortMoment" className="num ml-auto text-ink-3" />
          </p>
          <p className="wrap-anywhere">
            {call.sentence} <span className="text-ink-3">{moneyWords(call.code)}</span>
          </p>
          <p className="flex flex-wrap gap-x-3 text-ink-3">
            <span>Key {call.keyName || 'that is gone'}</span>
            {call.from || call.to ? (
              <span className="num">
                {numberWords(call.from)} to {numberWords(call.to)}
              </span>
            ) : null}
            {call.moreLikeIt === '0' ? null : (
              <span>and {Number(call.moreLikeIt).toLocaleString('en-US')} more like it in this minute</span>
            )}
          </p>
          <details>
            <summary className="link w-fit rounded-sm">
              Request<span className="sr-only"> {call.id}</span>
            </summary>
            <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2">
              <Facts facts={factsOf(call)} />
              <Body call={call} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  )
}

function moneyWords(code: string): string {
  return isUndecided(code)
    ? 'Whether it was taken is not known: ask again with the same Idempotency-Key.'
    : 'Nothing was charged.'
}

function numberWords(text: string): string {
  return /^\+1\d{10}$/.test(text) ? formatNumber(text) : text || 'nobody'
}

function factsOf(call: RefusedCall): Fact[] {
  const all: [string, string][] = [
    ['Request id', call.id],
    ['Address', call.address],
    ['User agent', call.agent],
    ['Idempotency key', call.idempotencyKey],
  ]
  return all.flatMap(([name, value]): Fact[] =>
    value
      ? [
          [
            name,
            <span key={name} className="num min-w-0 wrap-anywhere">
              {value}
            </span>,
          ],
        ]
      : [],
  )
}

function Body({ call: { body, bodyBytes } }: { call: RefusedCall }) {
  if (bodyBytes === 0) return <p className="text-ink-3">Without a body.</p>
  if (body === null) return <p className="text-ink-3">Your role does not show what messages say.</p>
  if (body === '') return <p className="text-ink-3">Not kept: bodies are kept of messages alone.</p>
  return (
    <pre className="num rounded-md bg-sunk p-3 wrap-anywhere whitespace-pre-wrap">
      {prettyJson(body) ?? body}
      {body.length < bodyBytes && bodyBytes > 2_048 ? ' …' : ''}
    </pre>
  )
}
