import { Ban, Check } from 'lucide-react'
import Link from 'next/link'
import { messageHref } from '#components/table/log-href.ts'
import { Moment } from '#components/time/moment.tsx'
import { TestMark } from '#components/ui/test-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { OptOut } from '#domain/optouts/list-opt-outs.ts'
import { SOURCE_WORDS } from '#domain/optouts/opt-out.ts'
import { toMessageRef } from '#lib/ids.ts'
import { type OptOutView, viewHref } from './read-view.ts'

export function OptOutTable({ rows, view, zone }: { rows: OptOut[]; view: OptOutView; zone: string }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Opt-outs, newest first</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[152px]">
              Consumer
            </th>
            <th scope="col" className="sm:w-[108px]">
              State
            </th>
            <th scope="col" className="sm:w-[140px]">
              Your number
            </th>
            <th scope="col" className="sm:w-[124px]">
              Since
            </th>
            <th scope="col">How</th>
            <th scope="col" className="sm:w-[92px]">
              Proof
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} view={view} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, view, zone }: { row: OptOut; view: OptOutView; zone: string }) {
  const how = [SOURCE_WORDS[row.source], row.actor && `by ${row.actor}`, row.note].filter(Boolean).join(', ')
  return (
    <tr aria-selected={row.id === view.open ? true : undefined}>
      <td>
        {row.isTest ? <TestMark /> : null}
        <Link href={viewHref(view, { open: row.id })} data-open={row.id} className="link num" scroll={false}>
          {formatNumber(row.consumer)}
        </Link>
      </td>
      <td className="card-end">
        <StateMark isLifted={row.removedAt !== null} />
      </td>
      <td data-label="Your number" className="card-wide">
        <span className="num">{formatNumber(row.number)}</span>
      </td>
      <td data-label="Since" className="card-wide">
        <Moment at={row.at.toISOString()} zone={zone} as="shortMoment" />
      </td>
      <td data-label="How" className="card-wide text-ink-2" title={how}>
        {how}
      </td>
      <td data-label="Proof" className="card-wide">
        {row.messageId ? (
          <Link href={messageHref(toMessageRef(row.messageId))} className="link">
            Message
          </Link>
        ) : (
          <span className="text-ink-3">None here</span>
        )}
      </td>
    </tr>
  )
}

/** Always an icon and a word: the colour only helps. */
export function StateMark({ isLifted }: { isLifted: boolean }) {
  const Icon = isLifted ? Check : Ban
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${isLifted ? 'text-ink-3' : 'text-held'}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {isLifted ? 'Lifted' : 'In force'}
    </span>
  )
}
