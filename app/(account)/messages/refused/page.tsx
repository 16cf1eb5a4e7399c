import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listRefused, readRefusedChoices } from '#domain/reports/list-refused.ts'
import { readRefusedFilter } from '#domain/reports/refused-rows.ts'
import { MessageTabs } from '../message-tabs.tsx'
import { RefusedFilters } from './filters.tsx'
import { refusedHref } from './refused-href.ts'
import { RefusedList } from './refused-list.tsx'

export const metadata: Metadata = { title: 'Refused calls' }

const PAGE = 50

export default async function RefusedPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const given = await searchParams
  const filter = readRefusedFilter(given)
  const before = typeof given.before === 'string' ? given.before : null
  const [{ rows, olderThan }, choices, { name: zone }] = await Promise.all([
    listRefused(scope, { filter, before, limit: PAGE }),
    readRefusedChoices(scope),
    readZone(account.timeZone),
  ])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Refused calls" note="What your keys asked of the API and were not given. Kept for 30 days" />
      <MessageTabs current="/messages/refused" />
      <RefusedFilters filter={filter} choices={choices} />
      {rows.length > 0 ? (
        <RefusedList rows={rows} zone={zone} />
      ) : (
        <Empty title="No refused calls">
          <p>No call with one of your keys was refused {before ? 'before that' : 'in this time'}.</p>
        </Empty>
      )}
      <p className="flex gap-4 text-13">
        {before ? (
          <Link href={refusedHref(filter, null)} className="link">
            Newest
          </Link>
        ) : null}
        {olderThan ? (
          <Link href={refusedHref(filter, olderThan)} className="link">
            Older calls
          </Link>
        ) : null}
      </p>
    </div>
  )
}
