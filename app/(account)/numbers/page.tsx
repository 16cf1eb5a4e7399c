import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { NumberFilters } from '#components/number/number-filters.tsx'
import { exportHref, JOBS_PATH } from '#components/number/number-view.ts'
import { QUIET } from '#components/ui/button.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listOwnNumbers } from '#domain/numbers/list-own-numbers.ts'
import { listTags } from '#domain/numbers/list-tags.ts'
import { NumberList } from './number-list.tsx'
import { NumberTabs } from './number-tabs.tsx'
import { cleanHref, readNumberView } from './read-view.ts'

export const metadata: Metadata = { title: 'Numbers' }

export default async function NumbersPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const given = await searchParams
  const view = readNumberView(given)
  const clean = cleanHref(given, view)
  if (clean) redirect(clean)
  const [page, tags] = await Promise.all([listOwnNumbers(scope, view), listTags(scope)])
  const mayEdit = may(scope, 'numbers.manage')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Numbers" note="Every number sends and receives text by itself: no step, no fee">
        <Link href={JOBS_PATH} className={QUIET}>
          Changes
        </Link>
        {mayEdit ? (
          <Link href="/numbers/import" className={QUIET}>
            Import CSV
          </Link>
        ) : null}
        <a href={exportHref(view)} download className={QUIET}>
          Export CSV
        </a>
      </PageHead>
      <NumberTabs current="/numbers" />
      <NumberFilters view={view} tags={tags} />
      <NumberList page={page} view={view} mayEdit={mayEdit} />
      <p className="max-w-[64ch] text-13 text-ink-3">
        An inbound message is charged only while an SMS request URL is in force for its number. The account’s own is set
        in{' '}
        <Link href="/preferences/api-control" className="link">
          API control
        </Link>
        .
      </p>
    </div>
  )
}
