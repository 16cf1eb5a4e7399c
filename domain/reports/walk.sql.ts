/** The SQL of one bounded walk. `m.*` in it is a message that was met; `matches` says whether it is one that was asked for. */
import { firstIdAt, idBefore, timeOfId } from '#lib/ids.ts'
import type { Walk } from './message-leads.sql.ts'
import type { MessageMatches } from './message-matches.sql.ts'

export type Side = 'older' | 'newer'
/** `low` is included, `high` is not. */
export type Stretch = { low: string; high: string; side: Side }
type Placed = (value: unknown) => string

/** A place for each value after those that stand already. */
export function placing(before: readonly unknown[]): { values: unknown[]; place: Placed } {
  const values = [...before]
  return { values, place: (value) => `$${values.push(value)}` }
}

/** Where a walk goes: what it meets, in its order. */
export function path({ column, value, also }: Walk, { low, high, side }: Stretch, place: Placed): string {
  const way = side === 'older' ? 'desc' : 'asc'
  const at = column === null ? '' : place(value)
  const type = column === 'key_id' ? 'uuid' : 'text'
  const conditions = [
    'm.account_id = $1',
    `m.id >= ${place(low)}::uuid`,
    `m.id < ${place(high)}::uuid`,
    ...(column === null ? [] : [`m.${column} >= ${at}::${type}`, `m.${column} <= ${at}::${type}`]),
    ...(also === '' ? [] : [also]),
  ]
  return `from messages m where ${conditions.join(' and ')} order by ${column === null ? '' : `m.${column} ${way}, `}m.id ${way}`
}

/** `columns` of the messages that match, at most `limit` of them, and at most `mostRead` that are met. */
export type Wanted = {
  columns: string
  limit: number
  mostRead: number
  /** Of messages that stand far apart, fewer are met. */
  mostScattered?: number
}
type Query = { text: string; values: unknown[] }

export function walkSql(matches: MessageMatches, walk: Walk, stretch: Stretch, wanted: Wanted): Query {
  const { values, place } = placing(matches.values)
  const way = path(walk, stretch, place)
  const found = `select m.* from (select m.* ${way} limit ${wanted.mostRead}) m where ${matches.sql} limit ${wanted.limit}`
  const last = `select m.id ${way} offset ${wanted.mostRead - 1} limit 1`
  return { text: whole(`found as materialized (${found})`, last, wanted), values }
}

/** After this an index of words answers what it has; one slice of it is always looked through. */
const WORDS_MS = 1_500

/** The same along the words of the content. */
export function wordsSql(matches: MessageMatches, { low, high, side }: Stretch, wanted: Wanted): Query {
  const { values, place } = placing(matches.values)
  const ends = `${place(low)}::uuid, ${place(endOfDays(high))}::uuid`
  const words = `select * from find_texts($1, ${place(matches.words)}, ${ends}, ${wanted.mostRead}, ${side === 'newer'}, ${WORDS_MS})`
  const inOrder = `select id from words where id is not null order by id ${side === 'older' ? 'desc' : 'asc'} offset`
  const found = `select m.* from (${inOrder} 0) w
    cross join lateral (select t.* from messages t where t.account_id = $1 and t.id = w.id offset 0) m
    where ${matches.sql} limit ${wanted.limit}`
  const last = `select coalesce((select stopped from words where id is null), (${inOrder} ${wanted.mostRead - 1} limit 1))`
  return { text: whole(`words as materialized (${words}), found as materialized (${found})`, last, wanted), values }
}

/** A day, or a month, that only begins where the time ends is not opened. */
export function endOfDays(id: string): string {
  return id === firstIdAt(timeOfId(id)) ? idBefore(id) : id
}

/** `stop`: the last message it met, when it had read enough before it had found enough. One row at least, so that it is told. */
function whole(found: string, last: string, { columns, limit }: Wanted): string {
  return `with ${found},
    ended as materialized (select case when (select count(*) from found) < ${limit} then (${last}) end as stop)
    select ended.stop, ${columns} from ended left join found m on true`
}
