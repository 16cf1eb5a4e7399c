import { requireSession } from '#app/_web/session.ts'
import { EXPORTS_PATH } from '#components/export/export-paths.ts'
import { type Tab, Tabs } from '#components/layout/tabs.tsx'
import { may, type Permission } from '#domain/access/permissions.ts'
import { countOpenReviews, MOST_COUNTED } from '#domain/optouts/list-reviews.ts'
import { env } from '#lib/env.ts'

type MessageTab = Tab & { needs: Permission }

const REVIEW = '/messages/opt-outs/review'
const TABS: MessageTab[] = [
  { href: '/messages', name: 'Log', needs: 'messages.read' },
  { href: '/messages/insights', name: 'Insights', needs: 'messages.read' },
  { href: '/messages/refused', name: 'Refused', needs: 'messages.read' },
  { href: '/messages/new', name: 'Send', needs: 'messages.send' },
  // A carrier to play with is there on this machine only.
  ...(env.mode === 'production'
    ? []
    : [{ href: '/messages/simulate', name: 'Simulate inbound', needs: 'messages.send' as const }]),
  { href: '/messages/opt-outs', name: 'Opt-outs', needs: 'messages.read' },
  { href: REVIEW, name: 'To review', needs: 'messages.read' },
  { href: EXPORTS_PATH, name: 'Exports', needs: 'messages.read' },
]

/** The places under Messages; only what exists, and only what this person may open. */
export async function MessageTabs({ current }: { current: string }) {
  const { scope } = await requireSession()
  const open = may(scope, 'messages.read') ? await countOpenReviews(scope) : 0
  const mark =
    open > 0 ? <span className="num text-ink-3"> {open > MOST_COUNTED ? `${MOST_COUNTED}+` : open}</span> : null
  const tabs = TABS.filter(({ needs }) => may(scope, needs)).map((tab) =>
    tab.href === REVIEW ? { ...tab, mark } : tab,
  )
  return <Tabs label="Messages" tabs={tabs} current={current} />
}
