import type { Metadata } from 'next'
import Link from 'next/link'
import { readApiStart } from '#app/_web/api-start.ts'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { newExportHref } from '#components/export/export-paths.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { roleList } from '#components/layout/roles.ts'
import { FilterNotes } from '#components/table/filter-notes.tsx'
import { LogNavigation } from '#components/table/log-navigation.tsx'
import { countWord, LogTotals, SearchedTo } from '#components/table/log-totals.tsx'
import { MessageFilters, MessageFind } from '#components/table/message-filters.tsx'
import { MessageLog } from '#components/table/message-log.tsx'
import { filterHref, viewHref } from '#components/table/message-view.ts'
import { timeWords } from '#components/table/message-words.ts'
import { NothingFound } from '#components/table/nothing-found.tsx'
import { SearchEnded } from '#components/table/search-ended.tsx'
import { zoneName } from '#components/time/zone.ts'
import { QUIET } from '#components/ui/button.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { messageQuery } from '#domain/reports/message-filter.ts'
import { newestMessage } from '#domain/reports/newest-message.ts'
import { readFilterChoices } from '#domain/reports/read-filter-choices.ts'
import { sumMessages } from '#domain/reports/sum-messages.ts'
import { readViews } from '#domain/views/read-views.ts'
import { shownQuery } from '#domain/views/view-address.ts'
import { viewInForce } from '#domain/views/view-in-force.ts'
import { Refusal } from '#lib/refusals.ts'
import { SendLink } from '../send-link.tsx'
import { MessageTabs } from './message-tabs.tsx'
import { NoMessages } from './no-messages.tsx'
import { OpenMessage } from './open-message.tsx'
import { readMessageView } from './read-view.ts'
import { openChosenView } from './views/open-chosen-view.ts'
import { ViewsBar } from './views/views-bar.tsx'

export const metadata: Metadata = { title: 'Messages' }

const PAGE_SIZE = 50

export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const mayReadContent = may(scope, 'messages.content')
  const given = await searchParams
  const { view, ...notes } = readMessageView(given, mayReadContent)
  const { filter, before, after, open } = view
  const zone = (await readZone(account.timeZone)).name
  const [page, totals, choices, reader] = await Promise.all([
    listMessageRows(scope, { filter, zone, before, after, limit: PAGE_SIZE }).catch(nullIfTooWide),
    sumMessages(scope, { filter, zone }).catch(nullIfTooWide),
    readFilterChoices(scope),
    readViews(scope),
  ])
  openChosenView(given, reader)
  const newest = page?.rows.length === 0 ? await newestMessage(scope) : new Date()
  const inForce = viewInForce(reader, filter, filter)
  const query = String(messageQuery(filter))
  const rows = page?.rows ?? []
  const at = rows.findIndex((row) => row.id === open)
  const beside = (row: { id: string } | undefined) => (at >= 0 && row ? viewHref(view, { open: row.id }) : null)
  const filters = <MessageFilters view={view} choices={choices} zone={zone} mayReadContent={mayReadContent} />
  return (
    <div className={open ? 'panel:grid panel:grid-cols-[minmax(0,1fr)_368px] panel:gap-6' : ''}>
      {open ? <h1 className="sr-only panel:hidden">Messages</h1> : null}
      <div className={`grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 ${open ? 'max-panel:hidden' : ''}`}>
        <PageHead title="Messages" note={`${capital(timeWords(filter))}, ${zoneName(zone)}`}>
          <Link href={newExportHref(filter)} prefetch={false} className={QUIET}>
            Export
          </Link>
          <SendLink scope={scope} />
        </PageHead>
        <MessageTabs current="/messages" />
        {page && newest === null ? (
          <NoMessages start={await readApiStart(scope)} position={page.position} />
        ) : (
          <LogNavigation asked={query} found={totals ? countWord(totals) : 'Too many messages to count'}>
            <div className="flex flex-wrap items-center gap-2">
              <MessageFind view={view} zone={zone} mayReadContent={mayReadContent} />
              <ViewsBar reader={reader} inForce={inForce} shown={filter} />
            </div>
            <FilterNotes
              {...notes}
              readers={roleList(PERMISSIONS['messages.content'])}
              mayReadContent={mayReadContent}
            />
            {page && newest ? (
              <MessageLog
                key={`${query} ${before} ${after}`}
                page={page}
                query={query}
                address={String(shownQuery(filter))}
                before={before}
                after={after}
                openId={open}
                zone={zone}
                columns={inForce.look.columns}
                density={inForce.look.density}
                names={Object.fromEntries([...choices.keys, ...choices.carriers].map(({ id, name }) => [id, name]))}
                filters={filters}
                tools={<LogTotals totals={totals} />}
                nothing={<NothingFound view={view} newest={newest} searchedTo={page.searchedTo} zone={zone} />}
                counted={
                  page.searchedTo && after === null ? (
                    <SearchedTo at={page.searchedTo} found={rows.length} zone={zone} />
                  ) : null
                }
              />
            ) : (
              <>
                <div className="relative flex flex-wrap items-center gap-2">{filters}</div>
                <SearchEnded view={view} />
              </>
            )}
          </LogNavigation>
        )}
      </div>
      {open ? (
        <OpenMessage
          key={open}
          scope={scope}
          id={open}
          zone={zone}
          closeHref={viewHref(view, { open: null })}
          previousHref={beside(rows[at - 1])}
          nextHref={beside(rows[at + 1])}
          isTrace={given.trace === '1'}
          onlyHref={(change) => filterHref(view, change)}
        />
      ) : null}
    </div>
  )
}

function nullIfTooWide(fault: unknown): null {
  if (fault instanceof Refusal && fault.code === 'search_too_wide') return null
  throw fault
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
