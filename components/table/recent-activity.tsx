'use client'

import Link from 'next/link'
import { type ReactNode, useReducer } from 'react'
import { clock, day, fullMoment, shortMoment } from '#components/time/zone.ts'
import { Panel } from '#components/ui/panel.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TestMark } from '#components/ui/test-mark.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { MessagePage, MessageRow } from '#domain/reports/message-rows.ts'
import { openFeed, take } from './feed.ts'
import { LiveState } from './live-switch.tsx'
import { messageHref } from './log-href.ts'
import { useLive } from './use-live.ts'

const SHOWN = 8

type Props = { page: MessagePage; zone: string; today: string; aside: ReactNode }

/** The newest few, as they come. */
export function RecentActivity({ page, zone, today, aside }: Props) {
  const [feed, tell] = useReducer((was, rows: MessageRow[]) => take(was, rows, false), page, openFeed)
  const { connection, heardAt } = useLive(page.position, true, tell)
  const head = (
    <div className="flex items-center gap-4">
      <LiveState connection={connection} heardAt={heardAt} zone={zone} />
      {aside}
    </div>
  )
  return (
    <Panel title="Live activity" aside={head}>
      {feed.rows.length > 0 ? (
        <Rows rows={feed.rows} zone={zone} today={today} />
      ) : (
        <p className="text-13 text-ink-3">Nothing yet. Messages appear here as they happen.</p>
      )}
    </Panel>
  )
}

function Rows({ rows, zone, today }: { rows: MessageRow[]; zone: string; today: string }) {
  return (
    <ul className="grid">
      {rows.slice(0, SHOWN).map((row) => (
        <li key={row.id} className="border-b border-line last:border-0">
          <Link
            href={messageHref(row.id)}
            prefetch={false}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 rounded-sm py-2 text-13 hover:bg-sunk/60 sm:grid-cols-[6.25rem_7rem_8.5rem_minmax(0,1fr)]"
          >
            <time
              dateTime={row.at}
              title={fullMoment(row.at, zone)}
              className="num text-ink-3 max-sm:order-4 max-sm:text-right"
            >
              {day(row.at, zone) === today ? clock(row.at, zone) : shortMoment(row.at, zone)}
            </time>
            <span className="max-sm:order-2 max-sm:text-right">
              <StatusMark status={row.status} />
            </span>
            <span className="num max-sm:order-1">{formatNumber(row.direction === 'outbound' ? row.to : row.from)}</span>
            <span className="truncate text-ink-2 max-sm:order-3">
              {row.isTest ? <TestMark /> : null} {row.body}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
