import type { Metadata } from 'next'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { NumberTabs } from '../number-tabs.tsx'
import { readSearch } from './read-search.ts'
import { Results } from './results.tsx'
import { SearchChips } from './search-chips.tsx'
import { SearchForm } from './search-form.tsx'

export const metadata: Metadata = { title: 'Find numbers' }

export default async function SearchPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const search = readSearch(await searchParams)
  const isWrong = Object.keys(search.errors).length > 0
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead
        title="Find numbers"
        note="Each sends and receives text as soon as it is bought, without a step or a fee"
      />
      <NumberTabs current="/numbers/search" />
      <SearchForm typed={search.typed} errors={search.errors} />
      <SearchChips typed={search.typed} />
      {isWrong ? (
        <Notice tone="failed">Something in the search cannot be read. It is marked above; the rest was kept.</Notice>
      ) : (
        <Results scope={scope} search={search} />
      )}
    </div>
  )
}
