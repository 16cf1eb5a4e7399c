import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import type { Compared, CopiesView, Side } from '#domain/routing/read-copies.ts'
import { toMessageRef } from '#lib/ids.ts'

/** What the URL in force and the candidate made of the same events. */
export function CandidateTable({
  copies: { real, copy, differing, rows },
  zone,
}: {
  copies: CopiesView
  zone: string
}) {
  return (
    <>
      <table className="w-full max-w-[36rem]">
        <caption className="sr-only">The URL in force and the candidate, over the same events</caption>
        <thead>
          <tr className="border-b border-line text-12 text-ink-3">
            <td />
            <th scope="col" className="py-1 text-right font-medium">
              In force
            </th>
            <th scope="col" className="py-1 pl-6 text-right font-medium">
              Candidate
            </th>
          </tr>
        </thead>
        <tbody>
          <Line name="Answered 2xx at the first try" real={share(real)} copy={share(copy)} />
          <Line name="Half of them within" real={inMs(real.p50Ms)} copy={inMs(copy.p50Ms)} />
          <Line name="95 of 100 within" real={inMs(real.p95Ms)} copy={inMs(copy.p95Ms)} />
          <Line name="Events with another outcome" real="" copy={String(differing)} />
        </tbody>
      </table>
      <div className="ledger-frame">
        <table className="ledger cards table-fixed">
          <caption className="sr-only">Events, those with another outcome first</caption>
          <thead>
            <tr>
              <th scope="col" className="sm:w-[148px]">
                Event
              </th>
              <th scope="col">In force</th>
              <th scope="col">Candidate</th>
              <th scope="col" className="sm:w-[112px]">
                Outcome
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.messageId}${row.at.toISOString()}`}>
                <td>
                  <Link href={`/messages/${toMessageRef(row.messageId)}`} className="link">
                    <Moment at={row.at.toISOString()} zone={zone} as="shortMoment" />
                  </Link>
                </td>
                <td data-label="In force" className="card-wide">
                  <Answer {...row.real} />
                </td>
                <td data-label="Candidate" className="card-wide">
                  <Answer {...row.copy} />
                </td>
                <td data-label="Outcome" className="card-wide">
                  {row.differs ? <span className="font-medium text-failed">Differs</span> : 'Same'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Line({ name, real, copy }: { name: string; real: string; copy: string }) {
  return (
    <tr>
      <th scope="row" className="py-1 text-left font-normal text-ink-2">
        {name}
      </th>
      <td className="num py-1 text-right">{real}</td>
      <td className="num py-1 pl-6 text-right">{copy}</td>
    </tr>
  )
}

function Answer({ status, error, ms }: Compared['real']) {
  if (ms === null) return <span className="text-ink-3">no answer yet</span>
  return (
    <span className="num wrap-anywhere">
      {status ?? error} · {inMs(ms)}
    </span>
  )
}

function share({ good, answered }: Side): string {
  return answered === 0 ? 'none yet' : `${good} of ${answered}`
}

function inMs(ms: number | null): string {
  return ms === null ? 'none yet' : `${ms.toLocaleString('en-US')} ms`
}
