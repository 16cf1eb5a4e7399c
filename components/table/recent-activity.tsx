'use client'

import Link from 'next/link'
import { useReducer } from 'react'
import { clock, fullMoment } from '#components/time/zone.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { MessagePage, MessageRow } from '#domain/reports/message-rows.ts'
import { openFeed, take } from './feed.ts'
import { messageHref } from './log-href.ts'
import { useLive } from './use-live.ts'

const SHOWN = 8

/** The newest few, as they come. */
export function RecentActivity({ page, zone }: { page: MessagePage; zone: string }) {
  const [feed, tell] = useReducer((was, rows: MessageRow[]) => take(was, rows, false), page, openFeed)
  useLive(page.position, true, tell)
  return (
    <ul className="grid">
      {feed.rows.slice(0, SHOWN).map((row) => (
        <li key={row.id} className="border-b border-line last:border-0">
          <Link
            href={messageHref(row.id)}
            prefetch={false}
            className="grid grid-cols-[4.75rem_7.25rem_minmax(0,1fr)] items-center gap-x-2 rounded-sm py-2 text-13 hover:bg-sunk/60 sm:grid-cols-[4.75rem_7.25rem_8.75rem_minmax(0,1fr)]"
          >
            <time dateTime={row.at} title={fullMoment(row.at, zone)} className="num text-ink-3">
              {clock(row.at, zone)}
            </time>
            <StatusMark status={row.status} />
            <span className="num">{formatNumber(row.direction === 'outbound' ? row.to : row.from)}</span>
            <span className="truncate text-ink-2 max-sm:col-span-full">{row.body}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
