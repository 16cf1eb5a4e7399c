/**
 * Lines made by PostgreSQL, to the byte what `csvLine` of `lib/csv.ts` and `JSON.stringify` make of the same values (a test compares
 * them). A value that passes through JavaScript as a row of its own costs several times as much.
 */
import { csvLine } from '#lib/csv.ts'
import type { ExportChoice } from './export-choice.ts'
import { columnOf, type ExportColumn, type ExportFormat, type NumberForm } from './export-columns.ts'

/** First characters that a spreadsheet takes for a formula's: `LIKE_A_FORMULA` of `lib/csv.ts`, as code points. */
const FORMULA_STARTS = [...`=+-@\t\r\n'＝＋－＠`].map((one) => one.codePointAt(0)).join(', ')

export type Choice = Pick<ExportChoice, 'format' | 'columns' | 'numbers'>

/** What stands before the first line. The mark tells a spreadsheet that this is UTF-8. */
export function headOf({ format, columns }: Choice): string {
  return format === 'csv' ? `\ufeff${csvLine(columns)}` : ''
}

/** The values of the columns, named `c0`, `c1` …, of `messages m`. */
export function valuesSql({ columns, numbers }: Choice): string {
  return columns.map((name, index) => `${valueSql(name, numbers)} as c${index}`).join(', ')
}

/** One line of such values. */
export function lineSql({ format, columns }: Choice): string {
  return format === 'csv' ? `concat(${csvSql(columns)}, E'\\r\\n')` : `concat(${jsonSql(columns)}, E'\\n')`
}

export const LINE_ENDS = { csv: '\r\n', jsonl: '\n' } as const satisfies Record<ExportFormat, string>

/** The same by `COPY`, which makes CSV at twice the speed of the expressions above: what it is to write, and how. */
export function copySql({ format, columns }: Choice): { sql: string; options: string } {
  if (format === 'csv') return { sql: cellsSql(columns), options: 'format csv' }
  // Neither character can be in JSON, so nothing is quoted.
  return { sql: `concat(${jsonSql(columns)})`, options: "format csv, delimiter E'\\x02', quote E'\\x01'" }
}

function valueSql(name: ExportColumn, numbers: NumberForm): string {
  const { sql } = columnOf(name)
  return typeof sql === 'string' ? sql : sql[numbers]
}

function csvSql(columns: readonly ExportColumn[]): string {
  const cells = columns.map((name, index) => (columnOf(name).kind === 'text' ? csvCellSql(`c${index}`) : `c${index}`))
  return cells.join(", ',', ")
}

/** `COPY` quotes by the rule of `lib/csv.ts`, and would tell an empty text from none by quoting it. */
function cellsSql(columns: readonly ExportColumn[]): string {
  return columns
    .map((name, index) => {
      const value = `c${index}`
      return columnOf(name).kind === 'text' ? harmlessSql(value, `nullif(${value}, '')`) : value
    })
    .join(', ')
}

function harmlessSql(value: string, otherwise = value): string {
  return `case when ascii(${value}) in (${FORMULA_STARTS}) then '''' || ${value} else ${otherwise} end`
}

function csvCellSql(value: string): string {
  const harmless = harmlessSql(value)
  const isPlain = ['"', ',', '\\r', '\\n'].map((one) => `strpos(${value}, E'${one}') = 0`).join(' and ')
  return `case when ${isPlain} then ${harmless} else '"' || replace(${harmless}, '"', '""') || '"' end`
}

function jsonSql(columns: readonly ExportColumn[]): string {
  const fields = columns.map((name, index) => {
    const value = `c${index}`
    const { kind } = columnOf(name)
    const written =
      kind === 'text' ? `to_json(${value})::text` : kind === 'word' ? `'"' || ${value} || '"'` : `${value}::text`
    return `'${index === 0 ? '{' : ','}"${name}":', coalesce(${written}, 'null')`
  })
  return `${fields.join(', ')}, '}'`
}
