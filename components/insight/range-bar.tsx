import Link from 'next/link'
import { QUIET } from '#components/ui/button.ts'
import type { When } from '#domain/insights/insight-span.ts'
import { INSIGHT_RANGES, INSIGHTS_PATH, insightsHref, RANGE_NAMES } from './insight-view.ts'

/** Which time: one of the usual ones, or two days. Links and a form, so that it works before anything else has loaded. */
export function RangeBar({ when }: { when: When }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <nav aria-label="Time" className="flex flex-wrap rounded-md border border-line-strong bg-surface p-px">
        {INSIGHT_RANGES.map((range) => (
          <Link
            key={range}
            href={insightsHref({ range, since: '', until: '' })}
            aria-current={range === when.range ? 'true' : undefined}
            className="inline-flex min-h-7 items-center rounded-[4px] px-2.5 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:bg-sunk aria-[current]:font-medium aria-[current]:text-ink"
          >
            {RANGE_NAMES[range]}
          </Link>
        ))}
      </nav>
      <form action={INSIGHTS_PATH} className="flex flex-wrap items-center gap-2 text-13">
        <label className="flex items-center gap-2 text-ink-3">
          From
          <input
            type="date"
            name="since"
            defaultValue={dayIn(when.since)}
            required
            className="field w-[9.5rem] [height:32px]"
          />
        </label>
        <label className="flex items-center gap-2 text-ink-3">
          to
          <input type="date" name="until" defaultValue={dayIn(when.until)} className="field w-[9.5rem] [height:32px]" />
        </label>
        <button type="submit" className={QUIET}>
          Show
        </button>
      </form>
    </div>
  )
}

function dayIn(text: string): string {
  return text.slice(0, 10)
}
