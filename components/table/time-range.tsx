import { CalendarRange } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { MinuteField } from '#components/form/choice-field.tsx'
import { zoneName } from '#components/time/zone.ts'
import { SheetForm } from '#components/ui/filter-sheet.tsx'
import { DEFAULT_RANGE, RANGES } from '#domain/reports/message-filter.ts'
import { MESSAGES_PATH } from './log-href.ts'
import { filterHref, type MessageView } from './message-view.ts'
import { RANGE_WORDS } from './message-words.ts'

const PART =
  'inline-flex h-full items-center justify-center gap-1.5 px-2.5 text-13 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-sunk aria-[current]:font-medium aria-[current]:text-ink max-sm:grow max-sm:px-1'

/** Ranges that stay relative, and two moments of one's own. `children`: what else the address says. */
export function TimeRange({ view, zone, children }: { view: MessageView; zone: string; children: ReactNode }) {
  const { range, since, until } = view.filter
  const isOwn = since !== '' || until !== ''
  return (
    <nav
      aria-label="Time"
      className="flex h-8 divide-x divide-line rounded-md border border-line-strong bg-surface max-sm:w-full"
    >
      {RANGES.map((one) => (
        <Link
          key={one}
          href={filterHref(view, { range: one, since: '', until: '' })}
          prefetch={false}
          aria-label={`${one}: ${RANGE_WORDS[one]}`}
          title={`The ${RANGE_WORDS[one]}`}
          aria-current={!isOwn && one === (range || DEFAULT_RANGE) ? 'true' : undefined}
          className={`${PART} first:rounded-l-[5px]`}
        >
          {one}
        </Link>
      ))}
      <details data-sheet className="filter-sheet sm:relative max-sm:grow">
        <summary aria-current={isOwn ? 'true' : undefined} className={`${PART} w-full rounded-r-[5px]`}>
          <CalendarRange className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
          Dates
        </summary>
        <SheetForm
          action={MESSAGES_PATH}
          note={`In ${zoneName(zone)}, both ends included`}
          className="sm:right-0 sm:w-[22rem]"
        >
          {children}
          <div className="grid gap-4">
            <MinuteField name="since" label="Since" value={since} of="start" />
            <MinuteField name="until" label="Until" value={until} of="end" />
          </div>
        </SheetForm>
      </details>
    </nav>
  )
}
