import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import { DeliveryBody } from '#components/webhook/delivery-body.tsx'
import { LOG_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { EVENT_WORDS } from '#domain/webhooks/delivery.ts'
import { readDelivery } from '#domain/webhooks/read-delivery.ts'
import { nullIfMissing } from '../../messages/open-message.tsx'
import { ResendSection } from '../resend-section.tsx'

export const metadata: Metadata = { title: 'Event' }

const REFRESH_MS = 3_000

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const delivery = await readDelivery(scope, (await params).id).catch(nullIfMissing)
  if (!delivery) notFound()
  const { name: zone } = await readZone(account.timeZone)
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid gap-1">
        <Link href={LOG_PATH} className="link w-fit text-13">
          Webhooks
        </Link>
        <PageHead title={EVENT_WORDS[delivery.kind]} />
      </div>
      {delivery.status === 'pending' ? <RefreshEvery ms={REFRESH_MS} /> : null}
      <ResendSection scope={scope} delivery={delivery} />
      <DeliveryBody delivery={delivery} zone={zone} isWide />
    </article>
  )
}
