import Link from 'next/link'
import { SidePanel } from '#components/ui/side-panel.tsx'
import { DeliveryPanel } from '#components/webhook/delivery-panel.tsx'
import { type DeliveryView, deliveryHref } from '#components/webhook/delivery-view.ts'
import type { Scope } from '#domain/access/scope.ts'
import { readDelivery } from '#domain/webhooks/read-delivery.ts'
import { nullIfMissing } from '../messages/open-message.tsx'
import { ResendSection } from './resend-section.tsx'

type Props = { scope: Scope; id: string; view: DeliveryView; zone: string }

export async function OpenDelivery({ scope, id, view, zone }: Props) {
  const delivery = await readDelivery(scope, id).catch(nullIfMissing)
  const closeHref = deliveryHref(view, { open: null })
  return (
    <SidePanel label="Event">
      {delivery ? (
        <DeliveryPanel
          delivery={delivery}
          zone={zone}
          closeHref={closeHref}
          actions={<ResendSection scope={scope} delivery={delivery} />}
        />
      ) : (
        <>
          <h2 className="text-16 font-semibold">No such event</h2>
          <p className="text-ink-2">There is no event with this id on this account.</p>
          <Link href={closeHref} scroll={false} className="link w-fit">
            Close
          </Link>
        </>
      )}
    </SidePanel>
  )
}
