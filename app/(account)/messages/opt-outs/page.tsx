import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { QUIET } from '#components/ui/button.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { listOptOuts } from '#domain/optouts/list-opt-outs.ts'
import { readOptOutSettings } from '#domain/optouts/settings.ts'
import { MessageTabs } from '../message-tabs.tsx'
import { AddForm } from './add-form.tsx'
import { Filters } from './filters.tsx'
import { ImportForm } from './import-form.tsx'
import { NoOptOuts } from './no-opt-outs.tsx'
import { OpenOptOut } from './open-opt-out.tsx'
import { OptOutTable } from './opt-out-table.tsx'
import { filterOf, OPT_OUTS_PATH, readView, viewHref } from './read-view.ts'
import { SettingsForm } from './settings-form.tsx'
import { readUploadNews } from './upload-news.ts'

export const metadata: Metadata = { title: 'Opt-outs' }

const PAGE = 50

export default async function OptOutsPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const given = await searchParams
  const view = readView(given)
  const mayChange = may(scope, 'routing.manage')
  const [found, settings, numbers, { name: zone }] = await Promise.all([
    listOptOuts(scope, { filter: filterOf(view), limit: PAGE + 1, ...(view.before ? { olderThan: view.before } : {}) }),
    readOptOutSettings(scope),
    may(scope, 'numbers.read') ? listNumbers(scope) : [],
    readZone(account.timeZone),
  ])
  const rows = found.slice(0, PAGE)
  const last = found.length > PAGE ? rows.at(-1) : undefined
  const choices = numbers.map(({ e164, alias }) => ({
    e164,
    label: alias ? `${formatNumber(e164)}  ${alias}` : formatNumber(e164),
  }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Opt-outs" note="Who wants no more messages, and from which of your numbers">
        <a href={viewHref({ ...view, before: '', open: '' }, {}, `${OPT_OUTS_PATH}/export`)} download className={QUIET}>
          Export
        </a>
      </PageHead>
      <MessageTabs current={OPT_OUTS_PATH} />
      <Filters view={view} numbers={choices} />
      {view.open ? <OpenOptOut rows={rows} view={view} zone={zone} settings={settings} mayChange={mayChange} /> : null}
      {rows.length > 0 ? <OptOutTable rows={rows} view={view} zone={zone} /> : <NoOptOuts view={view} />}
      {last ? (
        <Link href={viewHref(view, { before: last.id, open: '' })} className="link w-fit text-13">
          Older opt-outs
        </Link>
      ) : null}
      {mayChange ? (
        <>
          <Section title="Add an opt-out">
            <AddForm numbers={choices} />
          </Section>
          <Section title="Import a list">
            <ImportForm accountId={account.id} news={readUploadNews(given)} />
          </Section>
        </>
      ) : null}
      <Section title="How opt-outs work here">
        <SettingsForm settings={settings} mayChange={mayChange} />
      </Section>
    </div>
  )
}
