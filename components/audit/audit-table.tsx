import Link from 'next/link'
import { Fragment } from 'react'
import { clock, day, fullMoment, zoneName } from '#components/time/zone.ts'
import { OnlyThis } from '#components/ui/only-this.tsx'
import type { AuditRow } from '#domain/audit/audit-rows.ts'
import { eventWord, sentenceOf } from '#domain/audit/sentence.ts'
import { type AuditView, auditHref, filterHref } from './audit-view.ts'
import { deviceOf, momentIn, roleOf } from './audit-words.ts'

type Props = { rows: AuditRow[]; view: AuditView; zone: string }

/** What gives way beside an open row, and on a narrow desk. */
const OBJECT = 'sm:w-[172px] card-hide @max-[62rem]:hidden'
const FROM = 'sm:w-[224px] sm:@max-[52rem]:hidden'

export function AuditTable({ rows, view, zone }: Props) {
  let lastDay = ''
  return (
    <table className="ledger cards table-fixed">
      <caption className="sr-only">Audit log, newest first. Times in {zoneName(zone)}.</caption>
      <thead>
        <tr>
          <th scope="col" aria-sort="descending" className="sm:w-[92px]">
            Time <span aria-hidden="true">↓</span>
          </th>
          <th scope="col" className="sm:w-[212px]">
            Who
          </th>
          <th scope="col">What</th>
          <th scope="col" className={OBJECT}>
            Object
          </th>
          <th scope="col" className={FROM}>
            From
          </th>
          <th scope="col" className="right sm:w-[76px]">
            Row
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const thisDay = `${day(row.at, zone)}, ${new Date(row.at).getUTCFullYear()}`
          const isFirst = thisDay !== lastDay
          lastDay = thisDay
          return (
            <Fragment key={row.seq}>
              {isFirst ? (
                <tr className="day-row">
                  <th colSpan={3} scope="rowgroup">
                    {thisDay} <span className="font-normal text-ink-3">· {zoneName(zone)}</span>
                  </th>
                  {/* These come and go with the width: a cell that spans all would keep their place. */}
                  <td className={OBJECT} />
                  <td className={`${FROM} card-hide`} />
                  <td className="card-hide" />
                </tr>
              ) : null}
              <Entry row={row} view={view} zone={zone} />
            </Fragment>
          )
        })}
      </tbody>
    </table>
  )
}

function Entry({ row, view, zone }: { row: AuditRow; view: AuditView; zone: string }) {
  const sentence = sentenceOf(row, momentIn(zone))
  const as = roleOf(row)
  return (
    <tr className="message-row group relative" data-seq={row.seq} aria-selected={row.seq === view.open}>
      <td>
        {/* The link is as large as its row: a click anywhere opens it, without JavaScript as well. */}
        <Link
          href={auditHref(view, { open: row.seq })}
          prefetch={false}
          scroll={false}
          data-open={row.seq}
          title={fullMoment(row.at, zone)}
          className="num rounded-sm text-ink-3 after:absolute after:inset-0"
        >
          <time dateTime={row.at}>{clock(row.at, zone)}</time>
        </Link>
      </td>
      <td title={as ? `${row.actor.name}, ${as}` : row.actor.name}>
        <span className="flex items-baseline gap-1.5">
          <span className="min-w-0 truncate font-medium">{row.actor.name}</span>
          {as && as !== row.actor.name ? <span className="shrink-0 text-12 text-ink-3">{as}</span> : null}
          <Only href={filterHref(view, { actor: row.actor.id })} what={row.actor.name} />
        </span>
      </td>
      <td className="card-wide order-5" title={sentence}>
        <span className="flex items-baseline gap-1">
          <span className="min-w-0 text-ink-2 sm:truncate">{sentence}</span>
          <Only href={filterHref(view, { event: row.action })} what={`“${eventWord(row.action)}”`} />
        </span>
      </td>
      <td className={OBJECT} title={row.object}>
        <span className="flex items-baseline gap-1">
          <span className="num min-w-0 truncate text-ink-3">{row.object}</span>
          <Only href={filterHref(view, { object: row.object })} what={row.object} />
        </span>
      </td>
      <td
        className={`${FROM} ${row.address || row.agent ? 'card-wide order-6' : 'card-hide'}`}
        title={row.agent ?? undefined}
      >
        <From row={row} />
      </td>
      <td className="right card-end">
        <span className="num text-ink-3">{row.seq}</span>
      </td>
    </tr>
  )
}

function Only({ href, what }: { href: string; what: string }) {
  return (
    <span className="card-hide shrink-0">
      <OnlyThis href={href} what={what} inTable />
    </span>
  )
}

function From({ row }: { row: AuditRow }) {
  const { address } = row
  const device = deviceOf(row)
  if (!address && !device) return <span className="text-ink-3">–</span>
  return (
    <span className="flex items-baseline gap-2 text-ink-3">
      {address ? <span className="num shrink-0">{address}</span> : null}
      {device ? <span className="min-w-0 truncate">{device}</span> : null}
    </span>
  )
}
