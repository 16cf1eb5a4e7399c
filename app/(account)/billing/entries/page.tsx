import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { ENTRIES_PATH, entriesCsvHref, entriesHref } from '#components/billing/billing-view.ts'
import { EntryFilters } from '#components/billing/entry-filters.tsx'
import { EntrySums } from '#components/billing/entry-sums.tsx'
import { EntryTable } from '#components/billing/entry-table.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readEntryFilter } from '#domain/billing/entry-filter.ts'
import { listEntries } from '#domain/billing/list-entries.ts'
import { sumEntries } from '#domain/billing/sum-entries.ts'
import { readFilterChoices } from '#domain/reports/read-filter-choices.ts'
import { BillingTabs } from '../tabs.tsx'

export const metadata: Metadata = { title: 'Entries' }

/** In the account's own zone, as the charts are. */
export default async function EntriesPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'billing.read')) return <NotAllowed roles={PERMISSIONS['billing.read']} />
  const given = await searchParams
  const filter = readEntryFilter(given)
  const before = typeof given.before === 'string' ? given.before : ''
  const [{ entries, balances, bounds, next }, sums, names] = await Promise.all([
    listEntries(scope, filter, before),
    sumEntries(scope, filter),
    readFilterChoices(scope),
  ])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Billing" note="Every entry of the ledger">
        <a href={entriesCsvHref(filter)} download className={QUIET}>
          Export CSV
        </a>
      </PageHead>
      <BillingTabs current={ENTRIES_PATH} />
      <EntryFilters filter={filter} names={names} />
      <EntrySums sums={sums} filter={filter} bounds={bounds} />
      {entries.length > 0 ? (
        <EntryTable entries={entries} balances={balances} zone={account.timeZone} />
      ) : next ? null : (
        <Empty title="No entries here">
          <p>
            {Object.values(filter).some((value) => value !== '')
              ? 'Nothing in the ledger is of this kind and time.'
              : 'What comes in and what is spent stands here, to the nanodollar, as soon as it happens.'}
          </p>
        </Empty>
      )}
      <p className="flex gap-4 text-13">
        {before ? (
          <Link href={entriesHref(filter)} className="link inline-flex min-h-6 items-center">
            Back to the newest
          </Link>
        ) : null}
        {next ? (
          <Link href={entriesHref(filter, next)} className="link inline-flex min-h-6 items-center">
            {entries.length > 0 ? 'Older entries' : 'None of the last 5,000 is one of these: look further back'}
          </Link>
        ) : null}
      </p>
    </div>
  )
}
