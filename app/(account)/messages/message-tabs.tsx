import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { EXPORTS_PATH } from '#components/export/export-paths.ts'
import { may, type Permission } from '#domain/access/permissions.ts'
import { countOpenReviews, MOST_COUNTED } from '#domain/optouts/list-reviews.ts'
import { env } from '#lib/env.ts'

type Tab = { href: string; name: string; needs: Permission }

const REVIEW = '/messages/opt-outs/review'
const TABS: Tab[] = [
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
  return (
    <nav aria-label="Messages" className="flex gap-5 overflow-x-auto border-b border-line">
      {TABS.filter(({ needs }) => may(scope, needs)).map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-signal aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
          {href === REVIEW && open > 0 ? (
            <span className="num text-ink-3"> {open > MOST_COUNTED ? `${MOST_COUNTED}+` : open}</span>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}
