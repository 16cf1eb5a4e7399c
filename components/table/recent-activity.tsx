'use client'

import Link from 'next/link'
import { useReducer } from 'react'
import { clock, day, fullMoment, shortMoment } from '#components/time/zone.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { MessagePage, MessageRow } from '#domain/reports/message-rows.ts'
import { openFeed, take } from './feed.ts'
import { messageHref } from './log-href.ts'
import { useLive } from './use-live.ts'

const SHOWN = 8

/** The newest few, as they come. */
export function RecentActivity({ page, zone, today }: { page: MessagePage; zone: string; today: string }) {
  const [feed, tell] = useReducer((was, rows: MessageRow[]) => take(was, rows, false), page, openFeed)
  useLive(page.position, true, tell)
  if (feed.rows.length === 0) {
    return <p className="text-13 text-ink-3">Nothing yet. Messages appear here as they happen.</p>
  }
  return (
    <ul className="grid">
      {feed.rows.slice(0, SHOWN).map((row) => (
        <li key={row.id} className="border-b border-line last:border-0">
          <Link
            href={messageHref(row.id)}
            prefetch={false}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 rounded-sm py-2 text-13 hover:bg-sunk/60 sm:grid-cols-[6.25rem_7rem_8.5rem_minmax(0,1fr)]"
          >
            <time dateTime={row.at} title={fullMoment(row.at, zone)} className="num text-ink-3 max-sm:order-4">
              {day(row.at, zone) === today ? clock(row.at, zone) : shortMoment(row.at, zone)}
            </time>
            <span className="max-sm:order-2 max-sm:text-right">
              <StatusMark status={row.status} />
            </span>
            <span className="num max-sm:order-1">{formatNumber(row.direction === 'outbound' ? row.to : row.from)}</span>
            <span className="truncate text-ink-2 max-sm:order-3">{row.body}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
