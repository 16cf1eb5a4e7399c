import Link from 'next/link'
import { date } from '#components/time/zone.ts'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { isNarrowed, RANGES, type Range } from '#domain/reports/message-filter.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { clearHref } from './message-filters.tsx'
import { filterHref, type MessageView, viewHref } from './message-view.ts'
import { RANGE_WORDS, timeWords } from './message-words.ts'

const DAYS: Record<Range, number> = { '1h': 1 / 24, '24h': 1, '7d': 7, '30d': 30, '90d': 90, '1y': 365 }

type Props = { view: MessageView; newest: Date; searchedTo: string | null; zone: string }

/** In the place of rows: the log has messages, but none of these. */
export function NothingFound({ view, newest, searchedTo, zone }: Props) {
  const { filter, before, after } = view
  const time = timeWords(filter)
  if (searchedTo !== null)
    return (
      <Empty title="Nothing found so far">
        <p>Much is to be read for this search, so it goes back step by step. Below it goes on.</p>
        <Link href={clearHref(view)} className={`${QUIET} w-fit`}>
          Clear filters
        </Link>
      </Empty>
    )
  if (before !== null || after !== null)
    return (
      <Empty title="No messages on this side">
        <p>This page is beyond the last message that matches.</p>
        <Link href={viewHref(view, { before: null, after: null })} className={`${QUIET} w-fit`}>
          Newest
        </Link>
      </Empty>
    )
  if (isNarrowed(filter))
    return (
      <Empty title="No message matches these filters">
        <p>
          There may be messages ({time}), but none of them is all of this at once. What comes and matches appears here.
        </p>
        <div className="flex flex-wrap gap-2">
          <Link href={clearHref(view)} className={QUIET}>
            Clear filters
          </Link>
          <Wider view={view} newest={newest} />
        </div>
      </Empty>
    )
  return (
    <Empty title={`Nothing ${filter.since || filter.until ? time : `in the ${time}`}`}>
      <p>The newest message is of {date(newest.toISOString(), zone)}. What comes from now on appears here.</p>
      <div className="flex flex-wrap gap-2">
        <Wider view={view} newest={newest} />
      </div>
    </Empty>
  )
}

/** The nearest range that holds the newest message, when it is wider than what was looked at. */
function Wider({ view, newest }: Pick<Props, 'view' | 'newest'>) {
  const { range, since, until } = view.filter
  const ageDays = (now().getTime() - newest.getTime()) / DAY_MS
  const isOwn = since !== '' || until !== ''
  const least = isOwn ? 0 : DAYS[range || '24h']
  // What narrows it may be older than the newest of all.
  const wider = RANGES.find((one) => DAYS[one] > least && DAYS[one] > ageDays + HOUR_MS / DAY_MS)
  if (!wider) return null
  return (
    <Link href={filterHref(view, { range: wider, since: '', until: '' })} className={QUIET}>
      Look at the {RANGE_WORDS[wider]}
    </Link>
  )
}
