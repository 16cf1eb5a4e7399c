import { duration, exactClock, fullMoment } from '#components/time/zone.ts'
import { CopyText } from '#components/ui/copy-text.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import type { Trace, TraceStep } from '#domain/reports/trace.ts'
import { traceJson } from '#domain/reports/trace-json.ts'
import { requestCurl } from './request-curl.ts'
import { hasDetails, TraceDetails } from './trace-details.tsx'

type Props = { trace: Trace; zone: string; apiUrl: string }

/** Everything that happened to the message, in its order: how long after the step before, and why. */
export function TraceView({ trace, zone, apiUrl }: Props) {
  const { steps, request, priceNanos, refundedNanos, postedNanos, isTest } = trace
  const money = isTest ? ' of test money' : ''
  return (
    <section aria-label="Trace" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <CopyText text={JSON.stringify({ data: traceJson(trace) }, null, 2)} what="trace">
          Copy as JSON
        </CopyText>
        {request ? (
          <CopyText text={requestCurl(apiUrl, request)} what="cURL command">
            Copy as cURL
          </CopyText>
        ) : null}
      </div>
      <p className="text-13 text-ink-3">
        Price <span className="num text-ink">{formatNanos(priceNanos)}</span>
        {money}
        {refundedNanos === '0' ? null : (
          <>
            , refunded <span className="num text-ink">{formatNanos(refundedNanos)}</span>
          </>
        )}
        , the sum of its postings <span className="num text-ink">{formatNanos(postedNanos)}</span>.
      </p>
      <ol className="road text-13" aria-label="Steps of this message">
        {steps.map((step, index) => (
          <Step key={step.id} step={step} isFirst={index === 0} zone={zone} />
        ))}
      </ol>
    </section>
  )
}

function Step({ step, isFirst, zone }: { step: TraceStep; isFirst: boolean; zone: string }) {
  const { at, afterMs, title, cause, tone } = step
  return (
    <li data-tone={tone}>
      <div className="flex items-baseline gap-3">
        <h3 className="min-w-0 flex-1 font-medium wrap-anywhere">{title}</h3>
        <time dateTime={at} title={fullMoment(at, zone)} className="num shrink-0 text-ink-3">
          {isFirst ? exactClock(at, zone) : `+${duration(afterMs)}`}
        </time>
      </div>
      <p className="mt-px wrap-anywhere text-ink-3">{cause}</p>
      {hasDetails(step) ? (
        <details>
          <summary className="link w-fit rounded-sm">
            {step.pdu ? 'Decoded and raw' : 'Details'}
            <span className="sr-only"> of {title}</span>
          </summary>
          <TraceDetails step={step} />
        </details>
      ) : null}
    </li>
  )
}
