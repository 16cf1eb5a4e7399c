import type { Metadata } from 'next'
import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { EndpointTable } from '#components/webhook/endpoint-table.tsx'
import { WebhookKeys } from '#components/webhook/webhook-keys.tsx'
import { ENDPOINTS_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listEndpoints } from '#domain/webhooks/list-endpoints.ts'
import { WebhookTabs } from '../webhook-tabs.tsx'

export const metadata: Metadata = { title: 'Endpoints' }

export default async function EndpointsPage() {
  const { scope } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const endpoints = await listEndpoints(scope)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PageHead title="Webhooks" note="Where events go, and how your servers answer" />
      <WebhookTabs current={ENDPOINTS_PATH} />
      {endpoints.length > 0 ? (
        <section aria-label="Endpoints" className="@container">
          <WebhookKeys openId={null} hrefs={null}>
            <EndpointTable endpoints={endpoints} />
          </WebhookKeys>
        </section>
      ) : (
        <Empty title="No endpoint yet">
          <p>
            An endpoint is an address that events go to: a request URL without its query. It appears here with the first
            event for it.
          </p>
          <Link href="/preferences/api-control" className={`${QUIET} w-fit`}>
            Set a request URL
          </Link>
        </Empty>
      )}
      <p className="max-w-[72ch] text-13 text-ink-3">
        One address is one endpoint, whatever its query says. URLs that were given with single messages are counted
        together for their server.
      </p>
    </div>
  )
}
