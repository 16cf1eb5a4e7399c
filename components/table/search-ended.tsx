import Link from 'next/link'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { isNarrowed, RANGES } from '#domain/reports/message-filter.ts'
import { REFUSALS } from '#lib/refusals.ts'
import { filterHref, type MessageView, viewHref } from './message-view.ts'
import { RANGE_WORDS } from './message-words.ts'

/** In the place of rows: what was asked for took too long, and was given up. */
export function SearchEnded({ view }: { view: MessageView }) {
  const { range, since, until } = view.filter
  const shorter = since || until ? '24h' : RANGES[RANGES.findIndex((one) => one === (range || '24h')) - 1]
  return (
    <Empty title="This search was ended">
      <p>{REFUSALS.search_too_wide.sentence}</p>
      <div className="flex flex-wrap gap-2">
        {shorter ? (
          <Link href={filterHref(view, { range: shorter, since: '', until: '' })} className={QUIET}>
            Look at the {RANGE_WORDS[shorter]}
          </Link>
        ) : null}
        {isNarrowed(view.filter) ? (
          <Link href={viewHref(view)} className={QUIET}>
            Try again
          </Link>
        ) : null}
      </div>
    </Empty>
  )
}
