'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'

const LINK =
  '-mb-px border-b-2 border-transparent py-1.5 text-13 text-ink-2 hover:text-ink aria-[current]:border-signal aria-[current]:font-medium aria-[current]:text-ink'

/** The message at a glance, or step by step: the rest of the address stays as it is. */
export function ViewSwitch({ isTrace }: { isTrace: boolean }) {
  const path = usePathname()
  const given = useSearchParams()
  const hrefOf = (trace: boolean) => {
    const query = new URLSearchParams(given)
    if (trace) query.set('trace', '1')
    else query.delete('trace')
    return `${path}${query.size > 0 ? `?${query}` : ''}`
  }
  return (
    <nav aria-label="Views of this message" className="flex gap-5 border-b border-line">
      <Link href={hrefOf(false)} scroll={false} aria-current={isTrace ? undefined : 'page'} className={LINK}>
        Overview
      </Link>
      <Link href={hrefOf(true)} scroll={false} aria-current={isTrace ? 'page' : undefined} className={LINK}>
        Trace
      </Link>
    </nav>
  )
}
