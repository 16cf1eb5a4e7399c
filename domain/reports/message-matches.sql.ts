/**
 * The filter as a condition on `messages m`. `$1` is the account, then the values of the filter; what a verb adds comes after. Only
 * what is set stands in it: a plan is made for the question that was asked.
 */
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { firstIdAt } from '#lib/ids.ts'
import type { Bounds } from '#lib/written-span.ts'
import { boundsOf } from './message-bounds.ts'
import { COST } from './message-columns.ts'
import { type MessageFilter, readSpan, statusesOf } from './message-filter.ts'
import { visibleMessages } from './message-visible.sql.ts'

export type MessageMatches = {
  /** A condition on `messages m`, account and time included. */
  sql: string
  values: unknown[]
  /** The time as ids: from the first on, and before the second. Null: open. */
  from: string | null
  until: string | null
  /** The words of the content that are asked for, as a pattern; null: none. */
  words: string | null
  /** The filter asks for words of the content, and this scope may not see content: everything else was asked. */
  isTextLeftOut: boolean
}

/** A step: the days and minutes of the filter are read in `zone`. What the scope may not see matches nothing. */
export async function messageMatches(
  tx: Tx,
  scope: Scope,
  filter: MessageFilter,
  zone: string,
): Promise<MessageMatches> {
  return matchesWithin(scope, filter, await boundsOf(tx, filter, zone))
}

/** The same for a time that is known; the filter's own is passed over. */
export function matchesWithin(scope: Scope, filter: MessageFilter, bounds: Bounds): MessageMatches {
  const [from, until] = [bounds.from && firstIdAt(bounds.from), bounds.until && firstIdAt(bounds.until)]
  const values: unknown[] = [scope.accountId]
  const place = (value: unknown) => `$${values.push(value)}`
  const isTextLeftOut = filter.text !== '' && !may(scope, 'messages.content')
  const words = filter.text === '' || isTextLeftOut ? null : likePattern(filter.text)
  const conditions = [
    'm.account_id = $1',
    ...(from ? [`m.id >= ${place(from)}`] : []),
    ...(until ? [`m.id < ${place(until)}`] : []),
    ...visibleMessages(scope, place),
    ...facts(filter, place),
    ...(words === null ? [] : [`m.body ilike ${place(words)}`]),
  ]
  return { sql: conditions.join('\n  and '), values, from, until, words, isTextLeftOut }
}

function facts(filter: MessageFilter, place: (value: unknown) => string): string[] {
  const equal = (column: string, value: string) => (value === '' ? [] : [`m.${column} = ${place(value)}`])
  const statuses = statusesOf(filter)
  const either = filter.number === '' ? '' : place(filter.number)
  return [
    ...equal('direction', filter.direction),
    ...(statuses.length > 1 ? [`m.status = any(${place(statuses)}::text[])`] : equal('status', statuses[0] ?? '')),
    ...(filter.error === 'none' ? ['m.error_code is null'] : equal('error_code', filter.error)),
    ...equal('from_e164', filter.from),
    ...equal('to_e164', filter.to),
    ...(either === '' ? [] : [`(m.from_e164 = ${either} or m.to_e164 = ${either})`]),
    ...(filter.area === '' ? [] : [`substr(m.to_e164, 1, 5) = ${place(`+1${filter.area}`)}`]),
    ...equal('tag', filter.tag),
    ...equal('key_id', filter.key),
    ...equal('link_id', filter.carrier),
    ...between('m.parts', readSpan(filter.parts), (text) => `${place(text)}::int`),
    ...between(`(${COST})`, readSpan(filter.price), (text) => `${place(dollarsToNanos(text))}::bigint`),
    // Written out, so that the partial indexes can serve.
    ...(filter.encoding === '' ? [] : [`m.encoding = '${filter.encoding}'`]),
    ...(filter.kind === '' ? [] : [filter.kind === 'test' ? 'm.is_test' : 'not m.is_test']),
  ]
}

function between(what: string, span: ReturnType<typeof readSpan>, place: (text: string) => string): string[] {
  if (span === null) return []
  if (span.most === span.least) return [`${what} = ${place(span.least)}`]
  return [`${what} >= ${place(span.least)}`, ...(span.most === null ? [] : [`${what} <= ${place(span.most)}`])]
}

/** Of decimal text, never through a float; as a text, since a bigint has no JSON. */
function dollarsToNanos(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(`${whole}${fraction.padEnd(9, '0')}`).toString()
}

/** The words as they stand, anywhere: `%` and `_` mean themselves. */
function likePattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`
}

/** Which of these messages match, asked by their ids alone: for whoever has the ids already. */
export async function matchingIds(tx: Tx, matches: MessageMatches, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select m.id from (select * from messages t where t.account_id = $1 and t.id = any($${matches.values.length + 1}::uuid[]) offset 0) m
     where ${matches.sql}`,
    [...matches.values, [...ids]],
  )
  return new Set(rows.map((row) => row.id))
}
