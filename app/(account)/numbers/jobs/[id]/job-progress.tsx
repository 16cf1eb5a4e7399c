import { jobHref } from '#components/number/number-view.ts'
import { QUIET } from '#components/ui/button.ts'
import { Figures } from '#components/ui/figures.tsx'
import { Section } from '#components/ui/section.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { changeSentences } from '#domain/numbers/job-change.ts'
import type { JobDetail } from '#domain/numbers/read-number-job.ts'

const written = (count: number) => count.toLocaleString('en-US')

export function JobProgress({ job }: { job: JobDetail }) {
  const { total, worked, changed, unchanged, failed, change } = job
  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5">
        <progress value={worked} max={total} aria-label="Numbers worked off" className="job-progress h-2 w-full" />
        <p className="text-13 text-ink-2">
          <span className="num">{written(worked)}</span> of <span className="num">{written(total)}</span> worked off
        </p>
      </div>
      <Figures
        label="Results"
        figures={[
          { name: 'Changed', value: written(changed) },
          { name: 'Were so already', value: written(unchanged) },
          { name: 'Failed', value: written(failed) },
          { name: 'Left', value: written(total - worked) },
        ]}
      />
      {change ? <p className="text-13 wrap-anywhere text-ink-2">{changeSentences(change).join(' · ')}</p> : null}
      <a href={`${jobHref(job.id)}/results`} download className={`${QUIET} w-fit`}>
        Download results
      </a>
    </div>
  )
}

/** Of a draft: lines that cannot be used. Of a job: numbers that were left as they were. */
export function JobFailures({ job }: { job: JobDetail }) {
  const { failures, state } = job
  if (failures.length === 0) return null
  const count = state === 'ready' ? job.problems : job.failed
  const hasLines = job.kind === 'import'
  return (
    <Section title={state === 'ready' ? 'Lines that cannot be used' : 'What failed'}>
      <div className="overflow-x-auto">
        <table className="parts">
          <caption className="sr-only">Each with its reason</caption>
          <thead>
            <tr>
              {hasLines ? <th scope="col">Line</th> : null}
              <th scope="col">Number</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {failures.map(({ seq, line, number, reason }) => (
              <tr key={seq}>
                {hasLines ? <td className="num text-ink-3">{line}</td> : null}
                <td className="num whitespace-nowrap">{formatNumber(number) || '–'}</td>
                <td className="wrap-anywhere text-ink-2">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > failures.length ? (
        <p className="text-13 text-ink-3">and {written(count - failures.length)} more: the download has all of them.</p>
      ) : null}
    </Section>
  )
}
