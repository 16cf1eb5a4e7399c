import type { Metadata } from 'next'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { INSIGHTS_PATH, readWhen } from '#components/insight/insight-view.ts'
import { RangeBar } from '#components/insight/range-bar.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readInsights } from '#domain/insights/read-insights.ts'
import { readFilterChoices } from '#domain/reports/read-filter-choices.ts'
import { MessageTabs } from '../message-tabs.tsx'
import { NothingSent } from './nothing-sent.tsx'
import { Report } from './report.tsx'

export const metadata: Metadata = { title: 'Insights' }

export default async function InsightsPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const when = readWhen(await searchParams)
  const { name: zone } = await readZone(account.timeZone)
  const [insights, { carriers }] = await Promise.all([readInsights(scope, when, zone), readFilterChoices(scope)])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHead title="Insights" note="What became of the messages you sent" />
      <MessageTabs current={INSIGHTS_PATH} />
      <RangeBar when={when} />
      {insights.total.messages === 0 ? (
        <NothingSent when={when} maySend={may(scope, 'messages.send')} />
      ) : (
        <Report insights={insights} when={when} zone={zone} carriers={carriers} />
      )}
    </div>
  )
}
