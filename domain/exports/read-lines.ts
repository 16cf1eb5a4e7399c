/** The rows of an export, oldest first, some thousand lines at a time, out of one snapshot. */
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { messageMatches } from '#domain/reports/message-matches.sql.ts'
import type { Tx } from '#lib/db.ts'
import { firstIdAt, NO_ID } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { withClockAt } from '#lib/time.ts'
import type { ExportChoice } from './export-choice.ts'
import type { ExportColumn } from './export-columns.ts'
import { lineSql, valuesSql } from './export-lines.sql.ts'

export type Asked = ExportChoice & { filter: MessageFilter; filterZone: string; askedAt: Date }
export type Batch = { text: string; rows: number; firstId: string; lastId: string }
/** The next lines after an id; null when there are none. */
export type LineReader = (after: string | null, limit: number) => Promise<Batch | null>

/** Of one batch in memory; at the longest message there is that is some 8 MB. */
export const BATCH = 5_000
const NO_SUCH_VALUE = '22023'

/** What this scope may have of the columns that were asked for. */
export function columnsFor(scope: Scope, columns: readonly ExportColumn[]): ExportColumn[] {
  return may(scope, 'messages.content') ? [...columns] : columns.filter((name) => name !== 'content')
}

/**
 * A step in a snapshot. What was accepted after `askedAt` is not asked for, and a relative range counts from then. Throws `not_allowed`
 * for words of the content that the scope may not see: leaving them out would give more than was asked for.
 */
export async function openLines(tx: Tx, scope: Scope, asked: Asked): Promise<LineReader> {
  const { filter, filterZone, askedAt } = asked
  const matches = await withClockAt(askedAt, () => messageMatches(tx, scope, filter, filterZone))
  if (matches.isTextLeftOut)
    throw new Refusal('not_allowed', { places: { need: 'Searching the content needs the right to see it.' } })
  const choice = { ...asked, columns: columnsFor(scope, asked.columns) }
  if (choice.columns.length === 0)
    throw new Refusal('not_allowed', { places: { need: 'No column is left that it may see.' } })
  await tx.query("select set_config('TimeZone', $1, true)", [asked.zone]).catch(sayWhichZone)
  const at = matches.values.length
  // The limit keeps the planner from computing a value once for each time that the line mentions it.
  const text = `select string_agg(line, '') as text, count(*)::int as rows, (array_agg(id))[1] as "firstId", (array_agg(id))[count(*)] as "lastId" from (
    select id, ${lineSql(choice)} as line from (
      select m.id, ${valuesSql(choice)} from messages m
      where ${matches.sql} and m.id > $${at + 1} and m.id < $${at + 2} order by m.id limit $${at + 3}
    ) v
  ) l`
  return async (after, limit) => {
    const values = [...matches.values, after ?? NO_ID, firstIdAt(askedAt), limit]
    const [batch] = await tx.query<Batch | { rows: 0 }>(text, values)
    return batch && batch.rows > 0 ? (batch as Batch) : null
  }
}

/** Abbreviations such as PST are known to JavaScript alone. */
function sayWhichZone(fault: unknown): never {
  if (fault instanceof Error && 'code' in fault && fault.code === NO_SUCH_VALUE)
    throw invalid({ zone: 'Choose a time zone from the list, such as America/New_York.' })
  throw fault
}
