import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { PortDetail, PortNumber } from '#domain/porting/read-port.ts'

export function PortNumbers({ order: { numbers }, zone }: { order: PortDetail; zone: string }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">Numbers of this order, each with its voice and its text</caption>
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Voice</th>
            <th scope="col">Text</th>
            <th scope="col">Loop tests</th>
          </tr>
        </thead>
        <tbody>
          {numbers.map((number) => (
            <tr key={number.e164}>
              <td>
                <span className="inline-flex items-baseline gap-1">
                  {number.voice === 'ported' ? (
                    <Link href={`/numbers/${number.e164.slice(1)}`} className="link num">
                      {formatNumber(number.e164)}
                    </Link>
                  ) : (
                    <span className="num">{formatNumber(number.e164)}</span>
                  )}
                  <CopyButton text={number.e164} what={number.e164} />
                </span>
              </td>
              <td className="card-end">
                {number.voice === 'ported' ? 'Here' : <span className="text-ink-3">At the losing carrier</span>}
              </td>
              <td data-label="Text" className="card-wide">
                <Messaging number={number} zone={zone} />
              </td>
              <td data-label="Loop tests" className="card-wide">
                <Tests number={number} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Messaging({
  number: { messaging, messagingFrom, messagingActiveAt },
  zone,
}: {
  number: PortNumber
  zone: string
}) {
  if (messaging === 'active' && messagingActiveAt)
    return (
      <span>
        Works since <Moment at={messagingActiveAt.toISOString()} zone={zone} as="shortMoment" />
      </span>
    )
  if (messaging === 'overdue') return <span className="text-failed">Late; tried every hour</span>
  if (messagingFrom)
    return (
      <span>
        Not before <Moment at={messagingFrom.toISOString()} zone={zone} as="shortMoment" />
      </span>
    )
  return <span className="text-ink-3">After voice</span>
}

function Tests({ number: { tests, lastTestAt, messaging }, zone }: { number: PortNumber; zone: string }) {
  if (tests === 0 || !lastTestAt) return <span className="text-ink-3">None yet</span>
  return (
    <span>
      {tests}, {messaging === 'active' ? 'came back' : 'last'}{' '}
      <Moment at={lastTestAt.toISOString()} zone={zone} as="shortMoment" />
    </span>
  )
}
