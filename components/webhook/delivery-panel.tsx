import { Maximize2, X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { EVENT_WORDS } from '#domain/webhooks/delivery.ts'
import type { DeliveryDetail } from '#domain/webhooks/delivery-rows.ts'
import { DeliveryBody } from './delivery-body.tsx'
import { eventHref } from './webhook-paths.ts'

const ICON = 'grid size-8 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink'

type Props = { delivery: DeliveryDetail; zone: string; closeHref: string; actions: ReactNode }

export function DeliveryPanel({ delivery, zone, closeHref, actions }: Props) {
  return (
    <>
      <header className="flex items-center gap-1">
        <h2 className="min-w-0 flex-1 text-16 font-semibold">{EVENT_WORDS[delivery.kind]}</h2>
        <Link
          href={eventHref(delivery.id)}
          aria-label="Open on its own page"
          title="Open on its own page"
          className={ICON}
        >
          <Maximize2 className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
        </Link>
        <Link href={closeHref} scroll={false} aria-label="Close" title="Close (Esc)" className={`${ICON} -mr-2`}>
          <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
        </Link>
      </header>
      {actions}
      <DeliveryBody delivery={delivery} zone={zone} />
    </>
  )
}
