/** What a file is to look like, read from a form, an address or a row. */
import {
  EXPORT_COLUMN_NAMES,
  EXPORT_FORMATS,
  type ExportColumn,
  type ExportFormat,
  NUMBER_FORMS,
  type NumberForm,
  USUAL_EXPORT_COLUMNS,
} from './export-columns.ts'

export type ExportChoice = {
  format: ExportFormat
  /** In the order of the table, each once. */
  columns: ExportColumn[]
  /** Times are written in it. */
  zone: string
  numbers: NumberForm
}

export type GivenChoice = {
  format: string | null | undefined
  columns: readonly string[]
  zone: string | null | undefined
  numbers: string | null | undefined
}

/** Nothing said: all as usual. */
export const USUAL_CHOICE: GivenChoice = { format: null, columns: [], zone: null, numbers: null }

/** `problems` names what is no choice; what is not said is the usual. No such column is said so: a file without it would surprise. */
export function readExportChoice(
  given: GivenChoice,
  usualZone: string,
): { choice: ExportChoice; problems: Record<string, string> } {
  const problems: Record<string, string> = {}
  const asked = given.columns.flatMap((one) => one.split(',')).filter((one) => one !== '')
  const known: readonly string[] = EXPORT_COLUMN_NAMES
  const unknown = asked.find((one) => !known.includes(one))
  if (unknown !== undefined)
    problems.columns = `There is no column ${unknown.slice(0, 40)}. There are ${known.join(', ')}.`
  const zone = given.zone || usualZone
  if (!isZone(zone)) problems.zone = 'Choose a time zone from the list, such as America/New_York.'
  const format = EXPORT_FORMATS.find((one) => one === (given.format || 'csv'))
  if (!format) problems.format = `There is no format ${given.format?.slice(0, 40)}. There are csv and jsonl.`
  const numbers = NUMBER_FORMS.find((one) => one === (given.numbers || 'digits'))
  if (!numbers) problems.numbers = 'Numbers are written as digits, national or e164.'
  return {
    choice: {
      format: format ?? 'csv',
      columns: asked.length > 0 ? EXPORT_COLUMN_NAMES.filter((one) => asked.includes(one)) : [...USUAL_EXPORT_COLUMNS],
      zone: isZone(zone) ? zone : usualZone,
      numbers: numbers ?? 'digits',
    },
    problems,
  }
}

/** Also a name that is an older one for the same zone, as browsers tell it; no offset, which PostgreSQL reads the other way round. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z_]+(\/[\w+-]+)*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}
