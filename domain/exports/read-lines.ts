/** The rows of an export, oldest first, some thousand lines at a time, out of one snapshot. */
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import { messageMatches } from '#domain/reports/message-matches.sql.ts'
import { CopyOut, withLiterals } from '#lib/copy-out.ts'
import type { Tx } from '#lib/db.ts'
import { firstIdAt, NO_ID } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { withClockAt } from '#lib/time.ts'
import type { ExportChoice } from './export-choice.ts'
import type { ExportColumn } from './export-columns.ts'
import { copySql, lineSql, valuesSql } from './export-lines.sql.ts'

export type Asked = ExportChoice & { filter: MessageFilter; filterZone: string; askedAt: Date }
export type Batch = { text: string; rows: number; lastId: string }
/** The next lines after an id; null when there are none. */
export type LineReader = (after: string | null, limit: number) => Promise<Batch | null>

/** Of one batch in memory; at the longest message there is that is some 8 MB. */
export const BATCH = 5_000
const NO_SUCH_VALUE = '22023'

/** What this scope may have of the columns that were asked for. */
export function columnsFor(scope: Scope, columns: readonly ExportColumn[]): ExportColumn[] {
  return may(scope, 'messages.content') ? [...columns] : columns.filter((name) => name !== 'content')
}

type Question = {
  choice: ExportChoice
  /** `id` and the values of the columns, in order. After the filter's values come: the id to go on after, the end, how many. */
  sql: string
  valuesFor: (after: string | null, limit: number) => unknown[]
}

/**
 * A step in a snapshot. What was accepted after `askedAt` is not asked for, and a relative range counts from then. Throws `not_allowed`
 * for words of the content that the scope may not see: leaving them out would give more than was asked for.
 */
async function askLines(tx: Tx, scope: Scope, asked: Asked): Promise<Question> {
  const { filter, filterZone, askedAt } = asked
  const matches = await withClockAt(askedAt, () => messageMatches(tx, scope, filter, filterZone))
  if (matches.isTextLeftOut)
    throw new Refusal('not_allowed', { places: { need: 'Searching the content needs the right to see it.' } })
  const choice = { ...asked, columns: columnsFor(scope, asked.columns) }
  if (choice.columns.length === 0)
    throw new Refusal('not_allowed', { places: { need: 'No column is left that it may see.' } })
  await tx.query("select set_config('TimeZone', $1, true)", [asked.zone]).catch(sayWhichZone)
  const at = matches.values.length
  return {
    choice,
    // The limit keeps the planner from computing a value once for each time that a line mentions it.
    sql: `select m.id, ${valuesSql(choice)} from messages m
      where ${matches.sql} and m.id > $${at + 1} and m.id < $${at + 2} order by m.id limit $${at + 3}`,
    valuesFor: (after, limit) => [...matches.values, after ?? NO_ID, firstIdAt(askedAt), limit],
  }
}

/** Some thousand lines in one text. */
export async function openLines(tx: Tx, scope: Scope, asked: Asked): Promise<LineReader> {
  const { choice, sql, valuesFor } = await askLines(tx, scope, asked)
  const text = `select string_agg(line, '') as text, count(*)::int as rows, (array_agg(id))[count(*)] as "lastId"
    from (select id, ${lineSql(choice)} as line from (${sql}) v) l`
  return async (after, limit) => {
    const [batch] = await tx.query<Batch | { rows: 0 }>(text, valuesFor(after, limit))
    return batch && batch.rows > 0 ? (batch as Batch) : null
  }
}

/** The next lines after an id as bytes, while they are made; without their ends. */
export type LineCopier = (after: string | null, limit: number, take: (line: Buffer, id: Buffer) => void) => CopyOut

const ID_LENGTH = 36
const DELIMITER = 1

export async function openLineCopy(tx: Tx, scope: Scope, asked: Asked): Promise<LineCopier> {
  const { choice, sql, valuesFor } = await askLines(tx, scope, asked)
  const lines = copySql(choice)
  const text = `select id, ${lines.sql} from (${sql}) v`
  return (after, limit, take) =>
    new CopyOut(withLiterals(text, valuesFor(after, limit)), lines.options, (row) =>
      take(row.subarray(ID_LENGTH + DELIMITER), row.subarray(0, ID_LENGTH)),
    )
}

/** Abbreviations such as PST are known to JavaScript alone. */
function sayWhichZone(fault: unknown): never {
  if (fault instanceof Error && 'code' in fault && fault.code === NO_SUCH_VALUE)
    throw invalid({ zone: 'Choose a time zone from the list, such as America/New_York.' })
  throw fault
}
