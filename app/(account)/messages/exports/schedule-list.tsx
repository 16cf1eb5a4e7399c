import Link from 'next/link'
import { exportHref } from '#components/export/export-paths.ts'
import { FORMAT_WORDS, filterInWords, written } from '#components/export/export-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { zoneName } from '#components/time/zone.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import type { ScheduleRow } from '#domain/exports/export-rows.ts'
import { DailyForm } from './daily-form.tsx'

type Props = { schedules: ScheduleRow[]; zone: string; accountZone: string }

const STATES = { waiting: 'waiting', running: 'running', done: '', canceled: 'canceled', failed: 'failed' } as const

export function ScheduleList({ schedules, zone, accountZone }: Props) {
  return (
    <Section title="Each day">
      {schedules.length === 0 ? (
        <p className="max-w-[72ch] text-13 text-ink-2">
          An export can repeat itself: each night, the messages of the day before, with a mail. Choose “Export each day”
          when you make one.
        </p>
      ) : (
        <>
          <p className="text-13 text-ink-3">Days begin and end in {zoneName(accountZone)}, the zone of the account.</p>
          <ul className="grid divide-y divide-line rounded-md border border-line bg-surface">
            {schedules.map((one) => (
              <li key={one.id} className="grid gap-2.5 px-3 py-3">
                <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
                  <div className="grid min-w-0 gap-0.5">
                    <h3 className="font-medium wrap-anywhere">{one.name}</h3>
                    <p className="text-13 wrap-anywhere text-ink-2">
                      {filterInWords(one.filter, { daily: true })} · {FORMAT_WORDS[one.format]}
                    </p>
                    <p className="text-13 text-ink-3">
                      <Next schedule={one} zone={zone} /> {lastOf(one)} By {one.madeByName}.
                    </p>
                  </div>
                  <DailyForm id={one.id} isPaused={one.pausedAt !== null} />
                </div>
                {one.problem ? <Notice tone="failed">{one.problem}</Notice> : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function Next({ schedule: { dueAt, nextDay }, zone }: { schedule: ScheduleRow; zone: string }) {
  if (!dueAt) return <>Paused.</>
  return (
    <>
      Next: <span className="num">{nextDay}</span>, on{' '}
      <Moment at={dueAt.toISOString()} zone={zone} as="shortMoment" className="num" />.
    </>
  )
}

function lastOf({ last }: ScheduleRow) {
  if (!last) return 'None made yet.'
  return (
    <>
      Last:{' '}
      <Link href={exportHref(last.id)} prefetch={false} className="link">
        <span className="num">{last.day}</span>, {STATES[last.state] || `${written(last.rows)} rows`}
      </Link>
      .
    </>
  )
}
