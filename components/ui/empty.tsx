import type { ReactNode } from 'react'

/** Nothing here yet, or nothing to be had: what it means, and the next step. */
export function Empty({
  title,
  level: Level = 'h2',
  children,
}: {
  title: string
  level?: 'h1' | 'h2'
  children: ReactNode
}) {
  return (
    <section className="rounded-md border border-dashed border-line-strong/60 px-5 py-8 sm:px-8">
      <Level className="text-16 font-semibold">{title}</Level>
      <div className="mt-1.5 grid max-w-[64ch] grid-cols-[minmax(0,1fr)] gap-4 text-ink-2">{children}</div>
    </section>
  )
}
