/** A chart as data: what is drawn, what is read out, and where each bar leads. Made on the server, drawn in the browser. */

/** `share`: 0 to 1 as percent. `ms`: milliseconds as people say them. `dollars`: a sum of money. */
export type Unit = 'count' | 'share' | 'ms' | 'dollars'

export type Series = {
  key: string
  name: string
  /** A colour token. Told apart without it too: bars by `hatched`, lines by `dash`. */
  colour: string
  hatched?: boolean
  dash?: string
  /** A line over the bars, as what they are compared with: no part of the stack. */
  isBeside?: boolean
  /** Said by the table, the tip and the file; not drawn. */
  isOnlySaid?: boolean
}

export type Point = {
  /** Short, for the axis; and in full. */
  label: string
  name: string
  /** What the bar counts; null where there is nothing to open. */
  href: string | null
  values: Record<string, number | null>
  /** Where one series' own part of the bar leads. */
  hrefs?: Record<string, string>
  /** The values as they are said, where a float would not be exact. */
  texts?: Record<string, string>
}

export type ChartData = {
  kind: 'bars' | 'lines'
  unit: Unit
  /** What a point is: `Hour`, `Day`. */
  of: string
  series: Series[]
  points: Point[]
  /** A line keeps its value until the next point. */
  isStepped?: boolean
  /** What each series comes to, as it is said. */
  totals?: Record<string, string>
}

const count = new Intl.NumberFormat('en-US')

export function formatUnit(value: number | null, unit: Unit): string {
  if (value === null) return '–'
  if (unit === 'share') return formatShare(value)
  if (unit === 'ms') return formatMs(value)
  if (unit === 'dollars') return formatDollars(value)
  return count.format(value)
}

function formatDollars(value: number): string {
  const size = Math.abs(value)
  return `${value < 0 ? '-' : ''}$${size.toFixed(size < 1 && size > 0 ? 4 : 2)}`
}

/** What a point says of one series. */
export function textOf(point: Point, key: string, unit: Unit): string {
  return point.texts?.[key] ?? formatUnit(point.values[key] ?? null, unit)
}

/** One decimal, and never "100%" or "0%" of what is not all or nothing. */
export function formatShare(share: number): string {
  const percent = share * 100
  if (share > 0 && percent < 0.05) return '<0.1%'
  if (share < 1 && percent > 99.95) return '>99.9%'
  return `${percent === 0 || percent === 100 ? percent : percent.toFixed(1)}%`
}

export function formatMs(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`
  return `${(ms / 3_600_000).toFixed(ms < 36_000_000 ? 1 : 0)} h`
}

export function chartSheet({ of, series, points, unit }: ChartData): (string | number | null)[][] {
  const head = [
    of,
    ...series.map(({ name }) => (unit === 'ms' ? `${name} (ms)` : unit === 'dollars' ? `${name} ($)` : name)),
  ]
  const round = (value: number | null | undefined) => (value == null ? null : Math.round(value * 1e6) / 1e6)
  return [head, ...points.map((point) => [point.name, ...series.map(({ key }) => round(point.values[key]))])]
}
