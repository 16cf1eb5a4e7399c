import Link from 'next/link'
import { readApiStart } from '#app/_web/api-start.ts'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { DayStrip } from '#components/chart/day-strip.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { RecentActivity } from '#components/table/recent-activity.tsx'
import { day, zoneName } from '#components/time/zone.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TodayFigures } from '#components/ui/today-figures.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { readToday } from '#domain/reports/read-today.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import { NextSteps } from './next-steps.tsx'
import { SendLink } from './send-link.tsx'

const ALL = (
  <Link href="/messages" className="link text-13">
    All messages
  </Link>
)

export default async function OverviewPage() {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const [today, page, urls, start, zone] = await Promise.all([
    readToday(scope),
    listMessageRows(scope, { limit: 8 }),
    readRequestUrls(scope),
    readApiStart(scope),
    readZone(account.timeZone),
  ])
  const at = new Date().toISOString()
  return (
    <div className="grid gap-5">
      <PageHead title="Overview" note={`${day(at, zone.name)}, ${zoneName(zone.name)}`}>
        <SendLink scope={scope} />
      </PageHead>
      <TodayFigures today={today} />
      <div className="grid items-start gap-6 panel:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          {page.rows.length > 0 ? <DayStrip hours={today.hours} zone={zone.name} /> : null}
          <RecentActivity page={page} zone={zone.name} today={day(at, zone.name)} aside={ALL} />
        </div>
        <Panel title="What to do next">
          <NextSteps
            hasUrl={urls.some((one) => one.kind === 'sms_callback')}
            hasMessages={page.rows.some((row) => row.direction === 'outbound')}
            start={start}
          />
        </Panel>
      </div>
    </div>
  )
}
