import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { EXPORTS_PATH, newExportHref } from '#components/export/export-paths.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listExports } from '#domain/exports/list-exports.ts'
import { listSchedules } from '#domain/exports/list-schedules.ts'
import { MessageTabs } from '../message-tabs.tsx'
import { ExportTable } from './export-table.tsx'
import { ScheduleList } from './schedule-list.tsx'

export const metadata: Metadata = { title: 'Exports' }

const REFRESH_MS = 3_000

export default async function ExportsPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const { before } = await searchParams
  const [{ exports, older }, schedules, { name: zone }] = await Promise.all([
    listExports(scope, typeof before === 'string' ? before : null),
    listSchedules(scope),
    readZone(account.timeZone),
  ])
  const isBusy = exports.some(({ state }) => state === 'waiting' || state === 'running')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {isBusy ? <RefreshEvery ms={REFRESH_MS} /> : null}
      <PageHead title="Exports" note="Lists of messages as files, kept for a week">
        <Link href={newExportHref({})} prefetch={false} className={QUIET}>
          New export
        </Link>
      </PageHead>
      <MessageTabs current={EXPORTS_PATH} />
      {exports.length > 0 ? (
        <ExportTable exports={exports} zone={zone} />
      ) : (
        <Empty title="Nothing was exported in the background yet">
          <p>
            Filter the log to what you want, then export it: up to 10,000 messages come at once, more are written here
            while you do something else, and a mail tells you when the file is ready.
          </p>
          <Link href="/messages" className={`${QUIET} w-fit`}>
            To the log
          </Link>
        </Empty>
      )}
      {older ? (
        <Link href={`${EXPORTS_PATH}?before=${older}`} className="link w-fit text-13">
          Older
        </Link>
      ) : null}
      <ScheduleList schedules={schedules} zone={zone} accountZone={account.timeZone} />
    </div>
  )
}
