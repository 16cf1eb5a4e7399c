import Link from 'next/link'
import { env } from '#lib/env.ts'

const TABS = [
  { href: '/messages/new', name: 'Send' },
  { href: '/messages/simulate', name: 'Simulate inbound' },
]

/** A carrier to play with is there on this machine only. */
export function MessageTabs({ current }: { current: string }) {
  if (env.mode === 'production') return null
  return (
    <nav aria-label="Ways to make a message" className="flex max-w-[36rem] gap-5 border-b border-line">
      {TABS.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-13 text-ink-2 hover:text-ink aria-[current]:border-signal aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
