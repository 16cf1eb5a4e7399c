import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ChartData, Series } from './chart-data.ts'
import { ChartTable } from './chart-table.tsx'
import { LazyPlot } from './lazy-plot.tsx'

type Props = {
  /** The finding, as a sentence. */
  title: string
  /** What is measured, and in what. */
  note: ReactNode
  data: ChartData
  csvHref: string
}

/**
 * A chart with everything that belongs to it: the finding as its title, what it measures, a legend, a table with the same numbers and
 * links, and the numbers as CSV. The drawing is loaded when it comes into view; its place is kept.
 */
export function Chart({ title, note, data, csvHref }: Props) {
  return (
    <figure className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3">
      <figcaption className="grid gap-1">
        <span className="text-16 font-medium tracking-[-0.01em] text-balance">{title}</span>
        <span className="text-13 text-ink-3">{note}</span>
      </figcaption>
      <Legend data={data} />
      <LazyPlot title={title} data={data} />
      <div className="flex flex-wrap items-start gap-x-4">
        <ChartTable title={title} data={data} />
        <CsvLink href={csvHref} what={title} />
      </div>
    </figure>
  )
}

export function CsvLink({ href, what }: { href: string; what: string }) {
  return (
    <a
      href={href}
      download
      aria-label={`CSV of: ${what}`}
      className="inline-flex min-h-6 items-center gap-1.5 text-12 text-ink-3 hover:text-ink"
    >
      <Download className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
      CSV
    </a>
  )
}

function Legend({ data: { kind, series } }: { data: ChartData }) {
  return (
    <p aria-hidden="true" className="needs-script flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
      {series
        .filter((one) => !one.isOnlySaid)
        .map((one) => (
          <span key={one.key} className="inline-flex items-center gap-1.5">
            {kind === 'lines' || one.isBeside ? <LineSwatch {...one} /> : <BarSwatch {...one} />}
            {one.name}
          </span>
        ))}
    </p>
  )
}

function LineSwatch({ colour, dash }: Series) {
  return (
    <svg width="18" height="4" aria-hidden="true">
      <path d="M0 2h18" stroke={`var(--${colour})`} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  )
}

function BarSwatch({ colour, hatched }: Series) {
  return (
    <svg viewBox="0 0 10 10" className="size-2.5 rounded-[2px]" aria-hidden="true">
      {hatched ? (
        <path d="M-1 5 5 -1M-1 11 11 -1M5 11 11 5" stroke={`var(--${colour})`} strokeWidth="2.2" />
      ) : (
        <rect width="10" height="10" fill={`var(--${colour})`} />
      )}
    </svg>
  )
}
