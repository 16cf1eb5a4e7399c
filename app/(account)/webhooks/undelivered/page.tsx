import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { replayAllHref } from '#components/webhook/delivery-view.ts'
import { WebhookKeys } from '#components/webhook/webhook-keys.tsx'
import { LOG_PATH, UNDELIVERED_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listUndelivered } from '#domain/webhooks/list-undelivered.ts'
import { WebhookTabs } from '../webhook-tabs.tsx'
import { ByCursor } from './by-cursor.tsx'
import { UndeliveredTable } from './undelivered-table.tsx'

export const metadata: Metadata = { title: 'Undelivered inbound' }

export default async function UndeliveredPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const { before } = await searchParams
  const [{ rows, older }, { name: zone }] = await Promise.all([
    listUndelivered(scope, typeof before === 'string' ? before : null),
    readZone(account.timeZone),
  ])
  const maySend = may(scope, 'routing.manage')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Webhooks" note="Messages that came in and did not reach your server: none is lost">
        {maySend && rows.length > 0 ? (
          <Link href={replayAllHref({ event: 'inbound', outcome: 'undelivered' })} className={PRIMARY}>
            Recover all
          </Link>
        ) : null}
      </PageHead>
      <WebhookTabs current={UNDELIVERED_PATH} />
      {rows.length > 0 ? (
        <section aria-label="Undelivered inbound messages" className="@container">
          <WebhookKeys openId={null} hrefs={null}>
            <UndeliveredTable rows={rows} zone={zone} maySend={maySend} />
          </WebhookKeys>
        </section>
      ) : (
        <Empty title={before ? 'No more of them' : 'Every inbound message reached your server'}>
          <p>
            What comes in while no URL is set, while your server is down, or while the balance does not cover it is kept
            here, and can be sent for 30 days.
          </p>
          <Link href={before ? UNDELIVERED_PATH : LOG_PATH} className={`${QUIET} w-fit`}>
            {before ? 'Newest' : 'To the log'}
          </Link>
        </Empty>
      )}
      {older ? (
        <Link href={`${UNDELIVERED_PATH}?before=${older}`} className="link w-fit text-13">
          Older
        </Link>
      ) : null}
      <ByCursor scope={scope} />
    </div>
  )
}
