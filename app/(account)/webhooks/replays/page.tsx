import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { LOG_PATH, REPLAYS_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listAddresses } from '#domain/webhooks/list-addresses.ts'
import { listReplays } from '#domain/webhooks/list-replays.ts'
import { WebhookTabs } from '../webhook-tabs.tsx'
import { ReplayTable } from './replay-table.tsx'

export const metadata: Metadata = { title: 'Replays' }

export default async function ReplaysPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const { before } = await searchParams
  const [{ replays, older }, addresses, { name: zone }] = await Promise.all([
    listReplays(scope, typeof before === 'string' ? before : null),
    listAddresses(scope),
    readZone(account.timeZone),
  ])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Webhooks" note="Events that were sent again, many at once" />
      <WebhookTabs current={REPLAYS_PATH} />
      {replays.length > 0 ? (
        <ReplayTable replays={replays} addresses={addresses} zone={zone} />
      ) : (
        <Empty title="Nothing was sent again yet">
          <p>
            When your server was down, recover everything that failed since; or filter the log and replay all that
            match. You see how many there are before anything goes out, and each keeps its webhook-id, so that a
            receiver can drop what it has seen.
          </p>
          <Link href={LOG_PATH} className={`${QUIET} w-fit`}>
            To the log
          </Link>
        </Empty>
      )}
      {older ? (
        <Link href={`${REPLAYS_PATH}?before=${older}`} className="link w-fit text-13">
          Older
        </Link>
      ) : null}
    </div>
  )
}
