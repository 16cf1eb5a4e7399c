import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import type { KeyRequest } from '#domain/keys/list-key-requests.ts'
import type { KeyDetail } from '#domain/keys/read-key.ts'
import { keyHref } from '../key-href.ts'

type Props = {
  apiKey: KeyDetail
  requests: KeyRequest[]
  olderThan: string | null
  isFirst: boolean
  zone: string
}

export function RequestLog({ apiKey: key, requests, olderThan, isFirst, zone }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {requests.length === 0 ? (
        <p className="text-13 text-ink-3">
          {isFirst ? 'No requests in the last eight days.' : 'There are no older requests.'}
        </p>
      ) : (
        <RequestTable requests={requests} current={key.generation} zone={zone} />
      )}
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 text-13 text-ink-3">
        <p className="max-w-[64ch]">
          Kept for eight days. Every call is counted; listed are, each second, up to 20 that went through and 100 that
          were refused.
        </p>
        <p className="flex gap-4">
          {isFirst ? null : (
            <Link href={keyHref(key.id)} className="link">
              Newest
            </Link>
          )}
          {olderThan ? (
            <Link href={`${keyHref(key.id)}?before=${olderThan}`} className="link">
              Older
            </Link>
          ) : null}
        </p>
      </div>
    </div>
  )
}

function RequestTable({ requests, current, zone }: { requests: KeyRequest[]; current: number; zone: string }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Requests with this key, newest first</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[136px]">
              Time
            </th>
            <th scope="col">Request</th>
            <th scope="col" className="sm:w-[172px]">
              Answer
            </th>
            <th scope="col" className="sm:w-[76px]">
              Secret
            </th>
            <th scope="col" className="sm:w-[150px] sm:max-panel:hidden">
              Address
            </th>
            <th scope="col" className="sm:w-[120px] sm:max-panel:hidden">
              Agent
            </th>
          </tr>
        </thead>
        <tbody>
          {requests.map((one) => (
            <tr key={one.id}>
              <td>
                <Moment at={one.at.toISOString()} zone={zone} as="shortMoment" className="num text-ink-2" />
              </td>
              <td className="card-wide" title={`${one.method} ${one.path}`}>
                <span className="num">
                  <span className="text-ink-3">{one.method}</span> <span className="break-all">{one.path}</span>
                </span>
              </td>
              <td data-label="Answer" className="card-wide" title={one.code || undefined}>
                <span className={`num ${one.status >= 400 ? 'text-failed' : 'text-delivered'}`}>{one.status}</span>{' '}
                <span className="text-ink-3">{one.code || `${one.durationMs} ms`}</span>
              </td>
              <td data-label="Secret" className="card-wide text-ink-2">
                {secretWord(one.generation, current)}
              </td>
              <td data-label="Address" className="card-wide sm:max-panel:hidden" title={one.address}>
                <span className="num">{one.address || 'unknown'}</span>
              </td>
              <td data-label="Agent" className="card-wide sm:max-panel:hidden" title={one.agent}>
                <span className="break-all text-ink-2">{one.agent || 'not named'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function secretWord(generation: number, current: number): string {
  if (generation === 0) return 'Wrong'
  return generation === current ? 'Current' : 'Old'
}
