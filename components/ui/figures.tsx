import type { ReactNode } from 'react'

export type Figure = { name: string; value: ReactNode; note?: ReactNode }

/** A ledger's head: a few sums between two hairlines. */
export function Figures({ figures, label }: { figures: Figure[]; label: string }) {
  return (
    <dl className="figures" aria-label={label}>
      {figures.map(({ name, value, note }) => (
        <div key={name}>
          <dt className="text-12 text-ink-3">{name}</dt>
          <dd className="mt-[3px] flex flex-wrap items-baseline gap-x-2">
            <span className="font-mono text-20 font-medium tracking-[-0.03em] tabular-nums">{value}</span>
            {note ? <span className="text-12 text-ink-3">{note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
