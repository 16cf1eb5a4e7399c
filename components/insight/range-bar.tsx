import { DaySpanForm } from '#components/form/day-span-form.tsx'
import { Choice, ChoiceBar } from '#components/ui/choice-bar.tsx'
import type { When } from '#domain/insights/insight-span.ts'
import { INSIGHT_RANGES, INSIGHTS_PATH, insightsHref, RANGE_NAMES } from './insight-view.ts'

/** Which time: one of the usual ones, or two days. Links and a form, so that it works before anything else has loaded. */
export function RangeBar({ when }: { when: When }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <ChoiceBar label="Time">
        {INSIGHT_RANGES.map((range) => (
          <Choice
            key={range}
            href={insightsHref({ range, since: '', until: '' })}
            isChosen={range === when.range}
            word={RANGE_NAMES[range]}
          />
        ))}
      </ChoiceBar>
      <DaySpanForm action={INSIGHTS_PATH} since={dayIn(when.since)} until={dayIn(when.until)} />
    </div>
  )
}

function dayIn(text: string): string {
  return text.slice(0, 10)
}
