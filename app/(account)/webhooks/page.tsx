import type { Metadata } from 'next'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { DeliveryFilters } from '#components/webhook/delivery-filters.tsx'
import { LOG_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listAddresses } from '#domain/webhooks/list-addresses.ts'
import { listDeliveries } from '#domain/webhooks/list-deliveries.ts'
import { DeliveryList } from './delivery-list.tsx'
import { OpenDelivery } from './open-delivery.tsx'
import { readDeliveryView } from './read-view.ts'
import { RecoverMenu } from './recover-menu.tsx'
import { WebhookTabs } from './webhook-tabs.tsx'

export const metadata: Metadata = { title: 'Webhooks' }

export default async function WebhooksPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const view = readDeliveryView(await searchParams)
  const { name: zone } = await readZone(account.timeZone)
  const [page, addresses] = await Promise.all([listDeliveries(scope, { ...view, zone }), listAddresses(scope)])
  const { open } = view
  return (
    <div className={open ? 'panel:grid panel:grid-cols-[minmax(0,1fr)_400px] panel:gap-6' : ''}>
      {open ? <h1 className="sr-only panel:hidden">Webhooks</h1> : null}
      <div className={`grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 ${open ? 'max-panel:hidden' : ''}`}>
        <PageHead title="Webhooks" note="Every event for your servers, and every attempt">
          {may(scope, 'routing.manage') ? <RecoverMenu zone={zone} /> : null}
        </PageHead>
        <WebhookTabs current={LOG_PATH} />
        <DeliveryFilters view={view} addresses={addresses} zone={zone} />
        <DeliveryList page={page} view={view} zone={zone} mayReplay={may(scope, 'routing.manage')} />
      </div>
      {open ? <OpenDelivery key={open} scope={scope} id={open} view={view} zone={zone} /> : null}
    </div>
  )
}
