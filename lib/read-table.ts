/** A CSV file with a header line, read by the names of its columns. Rows come as they are read: nothing is held. */
import { type CsvLimits, CsvProblem, type CsvRow, readCsv } from './read-csv.ts'

export type Columns<R extends string, O extends string> = { required: readonly R[]; optional: readonly O[] }
type Values<R extends string, O extends string> = Record<R, string> & Partial<Record<O, string>>
export type TableRow<R extends string, O extends string> = { line: number; end: number } & (
  | { values: Values<R, O> }
  | { problem: string }
)

/** Columns of other names are passed over; their order is the file's own. */
export async function* readTable<R extends string, O extends string>(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  columns: Columns<R, O>,
  limits: Partial<CsvLimits> = {},
): AsyncGenerator<TableRow<R, O>> {
  let header: Map<R | O, number> | null = null
  let width = 0
  for await (const row of readCsv(source, limits)) {
    if (header === null) {
      const names = namesOf(row)
      header = placesOf<R | O>(names, columns)
      width = names.length
    } else if ('problem' in row) yield row
    else if (row.cells.length !== width)
      yield { line: row.line, end: row.end, problem: `The row has ${row.cells.length} cells, the header ${width}.` }
    else yield { line: row.line, end: row.end, values: valuesOf(row.cells, header) }
  }
  if (header === null) throw new CsvProblem('The file is empty.')
}

function namesOf(row: CsvRow): string[] {
  if ('problem' in row) throw new CsvProblem(`The first line, which names the columns, cannot be read. ${row.problem}`)
  return row.cells.map((cell) => cell.trim().toLowerCase())
}

function placesOf<N extends string>(
  names: string[],
  columns: { required: readonly N[]; optional: readonly N[] },
): Map<N, number> {
  const missing = columns.required.filter((name) => !names.includes(name))
  if (missing.length > 0)
    throw new CsvProblem(
      `The first line must name the columns; missing: ${missing.join(', ')}. Columns that are read: ${[...columns.required, ...columns.optional].join(', ')}.`,
    )
  const wanted = [...columns.required, ...columns.optional].filter((name) => names.includes(name))
  const twice = wanted.find((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (twice) throw new CsvProblem(`The first line names the column ${twice} twice.`)
  return new Map(wanted.map((name) => [name, names.indexOf(name)]))
}

function valuesOf<R extends string, O extends string>(cells: string[], header: Map<R | O, number>): Values<R, O> {
  const entries = [...header].map(([name, at]) => [name, withoutGuard(cells[at] ?? '').trim()])
  return Object.fromEntries(entries)
}

/** The apostrophe that `csvLine` puts before what a spreadsheet would run. */
function withoutGuard(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell
}
