import type { ReactNode } from 'react'

export type Fact = [name: string, value: ReactNode]

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid grid-cols-[5.75rem_minmax(0,1fr)] gap-y-1 text-13">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="py-0.5 text-ink-3">{name}</dt>
          <dd className="flex min-h-6 min-w-0 flex-wrap items-baseline gap-x-1 pt-0.5 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
