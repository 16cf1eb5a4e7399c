import Link from 'next/link'
import type { EndpointRow } from '#domain/webhooks/endpoint-rows.ts'
import { EndpointStateMark } from './endpoint-state.tsx'
import { isOfMessages, shortAddress, successRate } from './endpoint-words.ts'
import { HealthBars } from './health-strip.tsx'
import { inMs } from './timing-bar.tsx'
import { endpointHref } from './webhook-paths.ts'

/** What gives way on a narrow desk. */
const STRIP = 'sm:w-[150px] sm:@max-[58rem]:hidden card-hide'
const TIMES = 'right sm:w-[132px] sm:@max-[48rem]:hidden card-wide order-5'
const ERROR = 'sm:w-[20%] sm:@max-[66rem]:hidden card-wide order-6'

export function EndpointTable({ endpoints }: { endpoints: EndpointRow[] }) {
  return (
    <table className="ledger cards table-fixed">
      <caption className="sr-only">
        Endpoints: where events go, and how it went there in the last 24 hours. The worst first.
      </caption>
      <thead>
        <tr>
          <th scope="col">Endpoint</th>
          <th scope="col" className="sm:w-[124px]">
            State
          </th>
          <th scope="col" className={STRIP}>
            Last 24 hours
          </th>
          <th scope="col" className="right sm:w-[88px]">
            Success
          </th>
          <th scope="col" className={TIMES}>
            p50 / p95
          </th>
          <th scope="col" className="right sm:w-[84px]">
            Waiting
          </th>
          <th scope="col" className={ERROR}>
            Last error
          </th>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <Line key={endpoint.id} endpoint={endpoint} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ endpoint }: { endpoint: EndpointRow }) {
  const { id, address, waiting, p50Ms, p95Ms, lastError, lastStatus, hours, attempts, succeeded } = endpoint
  const wrong = lastError ?? (lastStatus !== null && lastStatus >= 300 ? `answered ${lastStatus}` : null)
  return (
    <tr className="message-row group relative">
      <td className="card-wide order-1" title={address}>
        <span className="flex items-baseline gap-1.5">
          {/* The link is as large as its row: a click anywhere opens it, without JavaScript as well. */}
          <Link
            href={endpointHref(id)}
            prefetch={false}
            data-open={id}
            className="num min-w-0 truncate rounded-sm font-medium after:absolute after:inset-0"
          >
            {shortAddress(address)}
          </Link>
          {isOfMessages(address) ? <span className="shrink-0 text-12 text-ink-3">URLs of messages</span> : null}
        </span>
      </td>
      <td className="card-two order-2">
        <EndpointStateMark endpoint={endpoint} />
      </td>
      <td className={STRIP}>
        <HealthBars hours={hours} className="h-4 w-full" />
      </td>
      <td className="right card-end order-3">
        <span
          className={attempts === 0 ? 'text-ink-3' : succeeded === attempts ? 'num' : 'num text-failed'}
          title={`${succeeded.toLocaleString('en-US')} of ${attempts.toLocaleString('en-US')} attempts`}
        >
          {successRate(endpoint)}
        </span>
      </td>
      <td className={TIMES} data-label="p50 / p95">
        {p50Ms === null || p95Ms === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <span className="num">
            {inMs(p50Ms)} / {inMs(p95Ms)}
          </span>
        )}
      </td>
      <td
        data-label={waiting === 0 ? undefined : 'Waiting'}
        className={`right order-7 ${waiting === 0 ? 'card-hide' : 'card-wide'}`}
      >
        <span className={waiting === 0 ? 'text-ink-3' : 'num text-held'}>{waiting.toLocaleString('en-US')}</span>
      </td>
      <td className={`${ERROR} ${wrong ? '' : 'max-sm:hidden'}`} title={wrong ?? undefined}>
        {wrong ? <span className="text-ink-2">{wrong}</span> : <span className="text-ink-3">–</span>}
      </td>
    </tr>
  )
}
