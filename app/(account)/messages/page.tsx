import type { Metadata } from 'next'
import { readApiStart } from '#app/_web/api-start.ts'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { logHref } from '#components/table/log-href.ts'
import { MessageLog } from '#components/table/message-log.tsx'
import { zoneName } from '#components/time/zone.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { TodayFigures } from '#components/ui/today-figures.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { readToday } from '#domain/reports/read-today.ts'
import { SendLink } from '../send-link.tsx'
import { MessageTabs } from './message-tabs.tsx'
import { NoMessages } from './no-messages.tsx'
import { OpenMessage } from './open-message.tsx'

export const metadata: Metadata = { title: 'Messages' }

const PAGE_SIZE = 50

export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const { before, open } = await searchParams
  const olderThan = typeof before === 'string' ? before : null
  const openId = typeof open === 'string' ? open : null
  const [page, today, zone] = await Promise.all([
    listMessageRows(scope, { limit: PAGE_SIZE, before: olderThan }),
    readToday(scope),
    readZone(account.timeZone),
  ])
  const isNew = page.rows.length === 0 && !olderThan
  return (
    <div className={openId ? 'panel:grid panel:grid-cols-[minmax(0,1fr)_368px] panel:gap-6' : ''}>
      {openId ? <h1 className="sr-only panel:hidden">Messages</h1> : null}
      <div className={`grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 ${openId ? 'max-panel:hidden' : ''}`}>
        <PageHead title="Messages" note={`Days in ${zoneName(account.timeZone)}`}>
          <SendLink scope={scope} />
        </PageHead>
        <MessageTabs current="/messages" />
        <TodayFigures today={today} />
        {isNew ? <NoMessages start={await readApiStart(scope)} position={page.position} /> : null}
        {isNew ? null : <MessageLog key={olderThan} page={page} openId={openId} before={olderThan} zone={zone.name} />}
      </div>
      {openId ? (
        <OpenMessage key={openId} scope={scope} id={openId} zone={zone.name} closeHref={logHref(olderThan, null)} />
      ) : null}
    </div>
  )
}
