import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import type { Bounds } from '#lib/written-span.ts'
import { boundsOf } from './message-bounds.ts'
import { COST } from './message-columns.ts'
import type { MessageFilter } from './message-filter.ts'
import { wholeLead } from './message-leads.sql.ts'
import { matchesWithin, messageMatches } from './message-matches.sql.ts'
import { reading } from './reading.ts'
import { answerOf, type Sums, sumTotals } from './sum-totals.sql.ts'
import { path, placing } from './walk.sql.ts'
import { MOST_READ, stretchOf, walkMessages } from './walk-messages.ts'

/** Beyond it a list says "10,000+", and sums are said only where the totals know them. */
export const COUNT_LIMIT = 10_000

/** More than these are not read to be added up. */
const MOST_SUMMED = 2_000

export type MessageSums = {
  /** How many match; with `isMore`, at least so many: 0 when counting would have taken too long. */
  count: number
  isMore: boolean
  /** Of all that match, exactly; null when there are too many to be read and the totals cannot answer. Money as decimal nanodollars. */
  sums: { messages: number; parts: number; costNanos: string } | null
}

type Input = { filter: MessageFilter; zone: string; mostRead?: number; mostSummed?: number }
type Counted = { id: string; direction: 'outbound' | 'inbound'; own: string; parts: number; cost: bigint }
type Read = { rows: Counted[]; isMore: boolean }

const COLUMNS = `m.id, m.direction, case m.direction when 'outbound' then m.from_e164 else m.to_e164 end as own, m.parts,
  case when m.is_test then 0 else ${COST} end as cost`

/** Messages, parts and cost of what matches: from the totals where they can answer, else of the messages while they are not too many. */
export async function sumMessages(scope: Scope, input: Input): Promise<MessageSums> {
  demand(scope, 'messages.read')
  try {
    return await sumUp(scope, input)
  } catch (error) {
    // The list beside it is there all the same.
    if (error instanceof Refusal && error.code === 'search_too_wide') return { count: 0, isMore: true, sums: null }
    throw error
  }
}

function sumUp(
  scope: Scope,
  { filter, zone, mostRead = MOST_READ, mostSummed = MOST_SUMMED }: Input,
): Promise<MessageSums> {
  return reading(scope, async (tx) => {
    const bounds = await boundsOf(tx, filter, zone)
    const answer = answerOf(scope, filter, bounds)
    if (answer === null) {
      const count = await countAlone(tx, scope, filter, bounds)
      if (count !== null && count > mostSummed)
        return { count: Math.min(count, COUNT_LIMIT), isMore: count > COUNT_LIMIT, sums: null }
      // What was counted is known to be few, wherever it stands.
      return told(
        await read(tx, scope, filter, zone, count === null ? { mostRead } : { mostRead, mostScattered: mostRead }),
      )
    }
    const known = await sumTotals(tx, scope, filter, bounds, answer)
    const beside: Read[] = []
    for (const one of answer.beside)
      beside.push(await read(tx, scope, one, zone, { mostRead, mostScattered: mostRead }))
    const rows = beside
      .flatMap((one) => one.rows)
      .filter((row) => row.own !== answer.number || !answer.directions.includes(row.direction))
    return told({ rows, isMore: beside.some((one) => one.isMore) }, known)
  })
}

/** How many match, as far as it is worth to count. */
export async function countMessages(scope: Scope, input: Input): Promise<{ count: number; isMore: boolean }> {
  const { count, isMore } = await sumMessages(scope, input)
  return { count: Math.min(count, COUNT_LIMIT), isMore: isMore || count > COUNT_LIMIT }
}

/** How many there are, of what an index knows without its table, a little beyond the limit at most; null for what it does not. */
async function countAlone(tx: Tx, scope: Scope, filter: MessageFilter, bounds: Bounds): Promise<number | null> {
  const lead = wholeLead(scope, filter)
  if (lead === null) return null
  const stretch = stretchOf(matchesWithin(scope, filter, bounds), 'older', null)
  const { values, place } = placing([scope.accountId])
  const counts = lead.walks.map(
    (walk) => `(select count(*) from (select 1 ${path(walk, stretch, place)} limit ${COUNT_LIMIT + 1}) one)`,
  )
  const [found] = await tx.query<{ count: number }>(`select (${counts.join(' + ')})::int as count`, values)
  return found?.count ?? null
}

async function read(
  tx: Tx,
  scope: Scope,
  filter: MessageFilter,
  zone: string,
  bounds: { mostRead: number; mostScattered?: number },
): Promise<Read> {
  const matches = await messageMatches(tx, scope, filter, zone)
  const { rows, stop } = await walkMessages<Counted>(tx, {
    ...{ scope, filter, matches },
    stretch: stretchOf(matches, 'older', null),
    wanted: { columns: COLUMNS, limit: COUNT_LIMIT + 1, ...bounds },
  })
  return { rows: rows.slice(0, COUNT_LIMIT), isMore: rows.length > COUNT_LIMIT || stop !== null }
}

function told({ rows, isMore }: Read, known: Sums = { messages: 0n, parts: 0n, costNanos: 0n }): MessageSums {
  const count = Number(known.messages) + rows.length
  const parts = rows.reduce((sum, row) => sum + row.parts, Number(known.parts))
  const cost = rows.reduce((sum, row) => sum + row.cost, known.costNanos)
  return { count, isMore, sums: isMore ? null : { messages: count, parts, costNanos: cost.toString() } }
}
