import Link from 'next/link'
import { PortMark } from '#components/port/port-mark.tsx'
import { calendarDay, KIND_WORDS, portHref } from '#components/port/port-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { PortSummary } from '#domain/porting/list-ports.ts'

export function PortTable({ ports, zone }: { ports: PortSummary[]; zone: string }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Port orders of this account, newest first</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[96px]">
              Order
            </th>
            <th scope="col" className="sm:w-[150px]">
              State
            </th>
            <th scope="col" className="sm:w-[190px]">
              Numbers
            </th>
            <th scope="col">Losing carrier</th>
            <th scope="col" className="sm:w-[130px]">
              Voice
            </th>
            <th scope="col" className="sm:w-[150px]">
              Text
            </th>
          </tr>
        </thead>
        <tbody>
          {ports.map((port) => (
            <Row key={port.id} port={port} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ port, zone }: { port: PortSummary; zone: string }) {
  const { id, status, kind, losingCarrier, numbers } = port
  const [first = ''] = numbers
  return (
    <tr>
      <td>
        <Link href={portHref(id)} className="link num">
          {id}
        </Link>
      </td>
      <td className="card-end">
        <PortMark status={status} />
      </td>
      <td className="card-wide" title={numbers.map(formatNumber).join(', ')}>
        <span className="num">{formatNumber(first)}</span>
        {numbers.length > 1 ? <span className="text-ink-3"> and {numbers.length - 1} more</span> : null}
        <span className="sr-only">, {KIND_WORDS[kind].toLowerCase()}</span>
      </td>
      <td data-label="Losing carrier" className="card-wide" title={losingCarrier}>
        {losingCarrier}
      </td>
      <td data-label="Voice" className="card-wide">
        <Voice port={port} zone={zone} />
      </td>
      <td data-label="Text" className="card-wide">
        <Text port={port} zone={zone} />
      </td>
    </tr>
  )
}

function Voice({ port: { voicePortedAt, focDate }, zone }: { port: PortSummary; zone: string }) {
  if (voicePortedAt) return <Moment at={voicePortedAt.toISOString()} zone={zone} as="shortMoment" />
  return focDate ? <span className="num">{calendarDay(focDate)}</span> : <span className="text-ink-3">No date yet</span>
}

function Text({ port: { status, messagingFrom, activeNumbers, numbers }, zone }: { port: PortSummary; zone: string }) {
  if (status === 'done') return 'Works'
  if (!messagingFrom) return <span className="text-ink-3">After voice</span>
  if (activeNumbers > 0) return `${activeNumbers} of ${numbers.length} work`
  return (
    <span>
      from <Moment at={messagingFrom.toISOString()} zone={zone} as="shortMoment" />
    </span>
  )
}
