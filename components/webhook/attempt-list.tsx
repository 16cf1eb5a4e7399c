import { Moment } from '#components/time/moment.tsx'
import { duration, shortMoment } from '#components/time/zone.ts'
import type { AttemptDetail } from '#domain/webhooks/delivery-rows.ts'
import { HeaderList } from './http-request.tsx'
import { prettyJson } from './pretty-json.ts'
import { inMs, TimingBar } from './timing-bar.tsx'

/** Every try, the last one first: what came back, where the time went, and when the next one was due. */
export function AttemptList({ attempts, zone }: { attempts: AttemptDetail[]; zone: string }) {
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {attempts.toReversed().map((attempt) => (
        <li key={attempt.number}>
          <Attempt attempt={attempt} zone={zone} />
        </li>
      ))}
    </ol>
  )
}

function Attempt({ attempt, zone }: { attempt: AttemptDetail; zone: string }) {
  const { number, at, durationMs, address, nextAt } = attempt
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 text-13">
      <h3 className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-medium">Attempt {number}</span>
        <Answer attempt={attempt} />
        <Moment at={at} zone={zone} as="exactClock" className="num ml-auto text-ink-3" />
      </h3>
      <TimingBar timing={{ ...attempt, totalMs: durationMs, reused: attempt.reused === true }} />
      <p className="text-ink-3">
        <span className="num">{inMs(durationMs)}</span> in all
        {address ? (
          <>
            , to <span className="num break-all">{address}</span>
          </>
        ) : null}
        {nextAt ? (
          <>
            ; the next was due{' '}
            <span title={shortMoment(nextAt, zone)} className="num">
              {duration(new Date(nextAt).getTime() - new Date(at).getTime())}
            </span>{' '}
            later
          </>
        ) : null}
      </p>
      <AnswerText attempt={attempt} />
    </div>
  )
}

function Answer({ attempt: { statusCode, error } }: { attempt: AttemptDetail }) {
  const ok = statusCode !== null && statusCode >= 200 && statusCode < 300
  const words = statusCode === null ? (error ?? 'no answer came') : `answered ${statusCode}`
  return (
    <span className={`font-medium wrap-anywhere ${ok ? 'text-delivered' : 'text-failed'}`}>
      {words}
      {statusCode !== null && error ? <span className="font-normal">: {error}</span> : null}
    </span>
  )
}

function AnswerText({ attempt: { answer, answerHeaders } }: { attempt: AttemptDetail }) {
  const headers = answerHeaders ?? {}
  const hasHeaders = Object.keys(headers).length > 0
  if (!answer && !hasHeaders) return null
  return (
    <details>
      <summary className="link w-fit rounded-sm">What came back</summary>
      <div className="mt-2 overflow-hidden rounded-md border border-line bg-surface">
        {hasHeaders ? <HeaderList headers={headers} /> : null}
        {answer ? (
          <pre className="num max-h-64 overflow-auto px-4 py-3 break-all whitespace-pre-wrap">
            {prettyJson(answer) ?? answer}
          </pre>
        ) : (
          <p className="px-4 py-2.5 text-ink-3">Without a body.</p>
        )}
      </div>
    </details>
  )
}
