import Link from 'next/link'
import { clock, date, fullMoment } from '#components/time/zone.ts'
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
            <RequestRow key={one.id} request={one} current={current} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** On a phone three lines: when and how it ended, what was asked, from where. */
function RequestRow({ request, current, zone }: { request: KeyRequest; current: number; zone: string }) {
  const { method, path, status, code, durationMs, generation, address, agent } = request
  const at = request.at.toISOString()
  return (
    <tr>
      <td>
        <time dateTime={at} title={fullMoment(at, zone)} className="num text-ink-2">
          {day(at, zone)} {clock(at, zone)}
        </time>
      </td>
      <td className="card-wide max-sm:order-2" title={`${method} ${path}`}>
        <span className="num">
          <span className="text-ink-3">{method}</span> <span className="break-all">{path}</span>
        </span>
      </td>
      <td className="card-end" title={code || undefined}>
        <span className={`num mr-1.5 ${status >= 400 ? 'text-failed' : 'text-delivered'}`}>{status}</span>
        <span className="text-ink-3">{code || `${durationMs} ms`}</span>
      </td>
      <td className="card-end text-ink-2 max-sm:order-4">{secretWord(generation, current)}</td>
      <td className="max-sm:order-3 sm:max-panel:hidden" title={address}>
        <span className="num text-ink-2">{address || 'unknown'}</span>
      </td>
      <td className="card-hide sm:max-panel:hidden" title={agent}>
        <span className="text-ink-2">{agent || 'not named'}</span>
      </td>
    </tr>
  )
}

function day(at: string, zone: string): string {
  return date(at, zone).replace(/,.*/, '')
}

function secretWord(generation: number, current: number): string {
  if (generation === 0) return 'Wrong'
  return generation === current ? 'Current' : 'Old'
}
