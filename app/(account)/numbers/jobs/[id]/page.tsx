import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { JobStateMark } from '#components/number/job-state.tsx'
import { JOBS_PATH } from '#components/number/number-view.ts'
import { Moment } from '#components/time/moment.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readNumberJob } from '#domain/numbers/read-number-job.ts'
import { nullIfMissing } from '../../../messages/open-message.tsx'
import { StartForm, StopForm } from './job-forms.tsx'
import { JobPreviewTable } from './job-preview.tsx'
import { JobFailures, JobProgress } from './job-progress.tsx'

export const metadata: Metadata = { title: 'Change of numbers' }

const REFRESH_MS = 2_000

export default async function NumberJobPage({ params }: { params: Promise<{ id: string }> }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const job = await readNumberJob(scope, (await params).id).catch(nullIfMissing)
  if (!job) notFound()
  const { name: zone } = await readZone(account.timeZone)
  const [isDraft, isRunning, mayEdit] = [job.state === 'ready', job.state === 'running', may(scope, 'numbers.manage')]
  const total = job.total.toLocaleString('en-US')
  const isUsable = job.problems < job.total
  return (
    <article className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <header className="grid gap-1">
        <Link href={JOBS_PATH} className="link w-fit text-13">
          Changes
        </Link>
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h1 className="text-20 font-semibold tracking-[-0.015em]">
            {job.kind === 'import'
              ? `Import of ${total} lines`
              : `Change of ${total} ${job.total === 1 ? 'number' : 'numbers'}`}
          </h1>
          <span className="text-13">
            <JobStateMark job={job} />
          </span>
        </div>
        <p className="text-13 wrap-anywhere text-ink-2">
          {job.source} <span className="text-ink-3">· {job.startedByName},</span>{' '}
          <Moment
            at={(job.startedAt ?? job.createdAt).toISOString()}
            zone={zone}
            as="shortMoment"
            className="num text-ink-3"
          />
        </p>
      </header>
      {job.problem ? <Notice tone="failed">{job.problem}</Notice> : null}
      {isDraft && !isUsable ? (
        <Notice tone="failed">No line of this file can be used. Mend it, then bring it in again.</Notice>
      ) : null}
      {isDraft && isUsable ? <JobPreviewTable job={job} /> : null}
      {isDraft ? null : <JobProgress job={job} />}
      {isDraft && isUsable && mayEdit ? (
        <StartForm
          id={job.id}
          words={job.kind === 'import' ? 'Bring it in' : `Change ${total} ${job.total === 1 ? 'number' : 'numbers'}`}
        />
      ) : null}
      {isRunning ? <RefreshEvery ms={REFRESH_MS} /> : null}
      {isRunning && mayEdit ? <StopForm id={job.id} /> : null}
      <JobFailures job={job} />
    </article>
  )
}
