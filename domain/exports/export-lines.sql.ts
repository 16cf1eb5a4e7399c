/**
 * Lines made by PostgreSQL, to the byte what `csvLine` of `lib/csv.ts` and `JSON.stringify` make of the same values (a test compares
 * them). A value that passes through JavaScript as a row of its own costs several times as much.
 */
import { csvLine } from '#lib/csv.ts'
import type { ExportChoice } from './export-choice.ts'
import { columnOf, type ExportColumn, type NumberForm } from './export-columns.ts'

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
  return format === 'csv' ? csvSql(columns) : jsonSql(columns)
}

function valueSql(name: ExportColumn, numbers: NumberForm): string {
  const { sql } = columnOf(name)
  return typeof sql === 'string' ? sql : sql[numbers]
}

function csvSql(columns: readonly ExportColumn[]): string {
  const cells = columns.map((name, index) => (columnOf(name).kind === 'text' ? csvCellSql(`c${index}`) : `c${index}`))
  return `concat(${cells.join(", ',', ")}, E'\\r\\n')`
}

function csvCellSql(value: string): string {
  const harmless = `case when ascii(${value}) in (${FORMULA_STARTS}) then '''' || ${value} else ${value} end`
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
  return `concat(${fields.join(', ')}, E'}\\n')`
}
