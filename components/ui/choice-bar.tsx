import Link from 'next/link'
import type { ReactNode } from 'react'

/** One of a few, as links: the page stays where it is and shows the other. */
export function ChoiceBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="flex flex-wrap rounded-md border border-line-strong bg-surface p-px">
      {children}
    </nav>
  )
}

export function Choice({ href, isChosen, word }: { href: string; isChosen: boolean; word: string }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isChosen ? 'true' : undefined}
      className="inline-flex min-h-7 items-center rounded-[4px] px-2.5 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:bg-sunk aria-[current]:font-medium aria-[current]:text-ink"
    >
      {word}
    </Link>
  )
}
