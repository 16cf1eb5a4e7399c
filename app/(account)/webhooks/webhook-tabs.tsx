import { requireSession } from '#app/_web/session.ts'
import { Tabs } from '#components/layout/tabs.tsx'
import {
  ENDPOINTS_PATH,
  LOG_PATH,
  REPLAYS_PATH,
  TOOLS_PATH,
  UNDELIVERED_PATH,
} from '#components/webhook/webhook-paths.ts'
import { countUndelivered } from '#domain/webhooks/list-undelivered.ts'

const TABS = [
  { href: LOG_PATH, name: 'Log' },
  { href: ENDPOINTS_PATH, name: 'Endpoints' },
  { href: UNDELIVERED_PATH, name: 'Undelivered inbound' },
  { href: REPLAYS_PATH, name: 'Replays' },
  { href: TOOLS_PATH, name: 'Tools' },
]
const MOST_COUNTED = 999

/** The places under Webhooks. */
export async function WebhookTabs({ current }: { current: string }) {
  const { scope } = await requireSession()
  const undelivered = await countUndelivered(scope, MOST_COUNTED)
  const mark =
    undelivered > 0 ? (
      <span className="num ml-1 rounded-full bg-held-wash px-1.5 text-12 font-medium text-held">
        {undelivered > MOST_COUNTED ? `${MOST_COUNTED}+` : undelivered}
      </span>
    ) : null
  const tabs = TABS.map((tab) => (tab.href === UNDELIVERED_PATH ? { ...tab, mark } : tab))
  return <Tabs label="Webhooks" tabs={tabs} current={current} />
}
