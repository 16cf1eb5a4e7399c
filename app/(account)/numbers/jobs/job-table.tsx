import Link from 'next/link'
import { JobStateMark } from '#components/number/job-state.tsx'
import { jobHref } from '#components/number/number-view.ts'
import { Moment } from '#components/time/moment.tsx'
import { zoneName } from '#components/time/zone.ts'
import { changeSentences } from '#domain/numbers/job-change.ts'
import type { NumberJob } from '#domain/numbers/number-job.ts'

export function JobTable({ jobs, zone }: { jobs: NumberJob[]; zone: string }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Changes to many numbers, newest first. Times in {zoneName(zone)}.</caption>
        <thead>
          <tr>
            <th scope="col" aria-sort="descending" className="sm:w-[128px]">
              When <span aria-hidden="true">↓</span>
            </th>
            <th scope="col" className="sm:w-[142px]">
              State
            </th>
            <th scope="col">What</th>
            <th scope="col" className="sm:w-[20%] sm:max-[60rem]:hidden">
              By
            </th>
            <th scope="col" className="right sm:w-[92px]">
              Changed
            </th>
            <th scope="col" className="right sm:w-[76px]">
              Failed
            </th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id} className="message-row group relative">
              <td>
                <Link href={jobHref(job.id)} prefetch={false} className="rounded-sm after:absolute after:inset-0">
                  <Moment at={job.createdAt.toISOString()} zone={zone} as="shortMoment" className="num text-ink-3" />
                </Link>
              </td>
              <td className="card-end card-two">
                <JobStateMark job={job} />
              </td>
              <td className="card-wide" title={whatOf(job)}>
                <span className="text-ink-2">{whatOf(job)}</span>
              </td>
              <td className="text-ink-2 sm:max-[60rem]:hidden card-hide" title={job.startedByName}>
                {job.startedByName}
              </td>
              <td data-label="Changed" className="right card-wide">
                <span className="num">
                  {job.changed.toLocaleString('en-US')}
                  <span className="text-ink-3"> / {job.total.toLocaleString('en-US')}</span>
                </span>
              </td>
              <td
                data-label={job.failed === 0 ? undefined : 'Failed'}
                className={`right ${job.failed === 0 ? 'card-hide' : 'card-wide'}`}
              >
                <span className={job.failed === 0 ? 'text-ink-3' : 'num text-failed'}>
                  {job.failed.toLocaleString('en-US')}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function whatOf({ kind, change, source }: NumberJob): string {
  return kind === 'import' ? `Import of ${source}` : `${changeSentences(change ?? {}).join('; ')} (${source})`
}
