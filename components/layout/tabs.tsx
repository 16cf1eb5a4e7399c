import Link from 'next/link'
import type { ReactNode } from 'react'

/** `mark`: what waits there, beside the name. */
export type Tab = { href: string; name: string; mark?: ReactNode }

/** The places under one of the rail's. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="flex gap-5 overflow-x-auto border-b border-line">
      {tabs.map(({ href, name, mark }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-13 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-signal aria-[current]:font-medium aria-[current]:text-ink"
        >
          {name}
          {mark}
        </Link>
      ))}
    </nav>
  )
}
