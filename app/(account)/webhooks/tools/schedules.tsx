import { Check } from 'lucide-react'
import { pauseAfter, SCHEDULE_WORDS, SCHEDULES, type Schedule, triesOf } from '#domain/webhooks/schedule.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#lib/time.ts'
import { ScheduleChoice } from './settings-forms.tsx'

const NAMES: Record<Schedule, string> = { long: 'Long', contract: 'Short' }
const MEANING: Record<Schedule, string> = {
  long: 'Outlives a night, a weekend, a broken deployment.',
  contract: 'As clients of v2.1 were promised: given up soon, and then here among the failed.',
}

/** Both as they are, to the pause; the one in force is marked. */
export function Schedules({ inForce, mayChoose }: { inForce: Schedule; mayChoose: boolean }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="max-w-[72ch] text-13 text-ink-2">
        When an answer is no 2xx, or none comes, the event is tried again. A change holds from the next try of every
        event on, also of those under way. After the last try nothing is lost: it waits to be recovered.
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        {SCHEDULES.map((schedule) => (
          <div
            key={schedule}
            className={`grid content-start gap-3 rounded-md border bg-surface px-4 py-3.5 text-13 ${schedule === inForce ? 'border-signal' : 'border-line'}`}
          >
            <h3 className="flex items-baseline justify-between gap-3 font-medium">
              {NAMES[schedule]}
              {schedule === inForce ? (
                <span className="inline-flex items-baseline gap-1.5 text-signal">
                  <Check className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
                  In force
                </span>
              ) : null}
            </h3>
            <p className="text-ink-2">
              {SCHEDULE_WORDS[schedule]}. {MEANING[schedule]}
            </p>
            <p className="num leading-6 text-ink-3">
              <span className="sr-only">Pauses between the tries: </span>
              {pausesOf(schedule).join(' · ')}
            </p>
            {schedule !== inForce && mayChoose ? <ScheduleChoice schedule={schedule} /> : null}
          </div>
        ))}
      </div>
    </div>
  )
}

function pausesOf(schedule: Schedule): string[] {
  return Array.from({ length: triesOf(schedule) - 1 }, (_, index) =>
    inWords(pauseAfter(schedule, { tries: index + 1, retryAfterMs: null, chance: 0 }) ?? 0),
  )
}

/** Round figures, as schedules have them. */
function inWords(ms: number): string {
  if (ms < MINUTE_MS) return `${ms / SECOND_MS} s`
  if (ms < HOUR_MS) return `${ms / MINUTE_MS} min`
  return ms <= 2 * DAY_MS ? `${ms / HOUR_MS} h` : `${ms / DAY_MS} d`
}
