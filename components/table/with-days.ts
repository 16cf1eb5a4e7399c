import { day } from '#components/time/zone.ts'

export type DayLine<Row> = { key: string; day: string; row: Row | null }

/** The rows with a line before the first of each day. */
export function withDays<Row extends { id: string; original: { at: string } }>(
  rows: readonly Row[],
  zone: string,
): DayLine<Row>[] {
  const lines: DayLine<Row>[] = []
  let last = ''
  for (const row of rows) {
    const name = day(row.original.at, zone)
    if (name !== last) lines.push({ key: `${name} ${row.original.at.slice(0, 4)}`, day: name, row: null })
    last = name
    lines.push({ key: row.id, day: name, row })
  }
  return lines
}
