/** A benchmark's outcome: what is shown on the screen and kept in `bench/results`. */
import type { Counts } from '../stage/counters.ts'
import { spread } from './statistics.ts'

export type Row = {
  what: string
  unit: string
  /** One value a round. */
  values: number[]
  /** What quality.md asks for. */
  must?: number
  aim?: number
  /** Where less is better: what it may be at most. */
  most?: number
}

export type Report = {
  name: string
  title: string
  rows: Row[]
  /** For each thousand messages, by arm: one of each round. */
  counted: Record<string, Counts[]>
  notes: string[]
}

const HEAD = ['', 'median', 'quartiles', 'min to max', 'must', 'aim', '']

export function render(report: Report): string {
  const lines = report.rows.map((row) => {
    const { median, q1, q3, min, max } = spread(row.values)
    const verdict = verdictOf(row, median)
    const unit = row.unit ? ` ${row.unit}` : ''
    return [
      row.what,
      `${number(median)}${unit}`,
      `${number(q1)} to ${number(q3)}`,
      `${number(min)} to ${number(max)}`,
      row.must !== undefined ? number(row.must) : row.most !== undefined ? `≤ ${number(row.most)}` : '',
      row.aim === undefined ? '' : number(row.aim),
      verdict,
    ]
  })
  const parts = [`## ${report.title}`, table(HEAD, lines)]
  const arms = Object.keys(report.counted)
  if (arms.length > 0) parts.push('Counted, for each 1,000 (median of the rounds):', countedTable(report.counted, arms))
  return [...parts, ...report.notes.map((note) => `- ${note}`)].join('\n\n').replaceAll('\n\n- ', '\n- ')
}

function verdictOf({ must, most }: Row, median: number): string {
  if (must === undefined && most === undefined) return ''
  return median >= (must ?? Number.NEGATIVE_INFINITY) && median <= (most ?? Number.POSITIVE_INFINITY)
    ? 'holds'
    : 'MISSED'
}

function countedTable(counted: Report['counted'], arms: string[]): string {
  const names = [...new Set(Object.values(counted).flatMap((rounds) => rounds.flatMap(Object.keys)))]
  return table(
    ['', ...arms],
    names.map((name) => [
      name,
      ...arms.map((arm) => {
        const values = (counted[arm] ?? []).flatMap((counts) => counts[name] ?? [])
        return values.length === 0 ? '' : number(spread(values).median)
      }),
    ]),
  )
}

function table(head: string[], lines: string[][]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...lines].map((line) => line[column]?.length ?? 0)))
  const write = (line: string[]) =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [write(head), rule, ...lines.map(write)].join('\n')
}

function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits })
}
