import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { JOBS_PATH } from '#components/number/number-view.ts'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listNumberJobs } from '#domain/numbers/list-number-jobs.ts'
import { JobTable } from './job-table.tsx'

export const metadata: Metadata = { title: 'Changes of numbers' }

export default async function NumberJobsPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const { before } = await searchParams
  const { jobs, next } = await listNumberJobs(scope, typeof before === 'string' ? before : '')
  const { name: zone } = await readZone(account.timeZone)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid gap-1">
        <Link href="/numbers" className="link w-fit text-13">
          My numbers
        </Link>
        <PageHead
          title="Changes"
          note="Each change to many numbers at once, and each imported file, with its results"
        />
      </div>
      {jobs.length > 0 ? (
        <JobTable jobs={jobs} zone={zone} />
      ) : (
        <Empty title="No change to many numbers yet">
          <p>
            Choose numbers in the list, filter it and change all that match, or bring in a file: each becomes an entry
            here.
          </p>
          <Link href="/numbers" className={`${QUIET} w-fit`}>
            My numbers
          </Link>
        </Empty>
      )}
      {next ? (
        <Link href={`${JOBS_PATH}?before=${next}`} className="link w-fit text-13">
          Older
        </Link>
      ) : null}
    </div>
  )
}
