import Link from 'next/link'
import { ENDPOINTS_PATH, LOG_PATH, REPLAYS_PATH, TOOLS_PATH } from '#components/webhook/webhook-paths.ts'

const TABS = [
  { href: LOG_PATH, name: 'Log' },
  { href: ENDPOINTS_PATH, name: 'Endpoints' },
  { href: REPLAYS_PATH, name: 'Replays' },
  { href: TOOLS_PATH, name: 'Tools' },
]

/** The places under Webhooks. */
export function WebhookTabs({ current }: { current: string }) {
  return (
    <nav aria-label="Webhooks" className="flex gap-5 overflow-x-auto border-b border-line">
      {TABS.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-signal aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
