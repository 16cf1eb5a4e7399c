/** A line of a file as a change to a number. The columns are those that an export writes; others are passed over. */
import { parseCallbackUrl } from '#domain/routing/callback-url.ts'
import { plainCell } from '#lib/csv.ts'
import type { JobChange, JobUrl } from './job-change.ts'
import { parseNumber } from './nanp.ts'
import { parseAlias, parseTags } from './number-settings.ts'

export const IMPORT_COLUMNS = ['number', 'alias', 'tags', 'sms_request_url', 'receipts_url'] as const
type Column = (typeof IMPORT_COLUMNS)[number]

export type ImportHead = { at: Map<Column, number> } | { problem: string }
export type ImportLine = { number: string; change: JobChange } | { number: string; problem: string }

export function readHead(cells: readonly string[]): ImportHead {
  const names = cells.map((cell) =>
    cell
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase()
      .replace(/[ -]/g, '_'),
  )
  const at = new Map<Column, number>()
  for (const column of IMPORT_COLUMNS) {
    const index = names.indexOf(column)
    if (index < 0) continue
    if (names.indexOf(column, index + 1) >= 0) return { problem: `Its first line names the column ${column} twice.` }
    at.set(column, index)
  }
  if (!at.has('number')) return { problem: 'Its first line must name the columns, one of them “number”.' }
  if (at.size === 1)
    return { problem: `Beside “number” it needs at least one of the columns ${IMPORT_COLUMNS.slice(1).join(', ')}.` }
  return { at }
}

/** An empty cell takes away what is there; a column that is not there leaves it. */
export function readLine(cells: readonly string[], at: ReadonlyMap<Column, number>): ImportLine {
  const cell = (column: Column) => {
    const index = at.get(column)
    return index === undefined ? undefined : plainCell((cells[index] ?? '').trim())
  }
  const written = cell('number') ?? ''
  const number = parseNumber(written)
  if (!number.ok)
    return { number: written.slice(0, 40), problem: `“${written.slice(0, 40)}” is no North American number.` }
  const { e164 } = number
  const change: JobChange = {}
  const [alias, tags] = [cell('alias'), cell('tags')]
  if (alias !== undefined) {
    const parsed = parseAlias(alias)
    if (!parsed.ok) return { number: e164, problem: parsed.problem }
    change.alias = parsed.alias
  }
  if (tags !== undefined) {
    const parsed = parseTags(tags)
    if (!parsed.ok) return { number: e164, problem: parsed.problem }
    change.tags = parsed.tags
  }
  const urls: [JobUrl, string | undefined][] = [
    ['sms_callback', cell('sms_request_url')],
    ['sms_dlr_callback', cell('receipts_url')],
  ]
  for (const [kind, url] of urls) {
    if (url === undefined) continue
    const parsed = url === '' ? { ok: true as const, url: null } : parseCallbackUrl(url)
    if (!parsed.ok) return { number: e164, problem: parsed.problem }
    change[kind] = parsed.url
  }
  return { number: e164, change }
}
