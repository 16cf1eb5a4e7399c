import type { Tx } from '#lib/db.ts'
import { LAST_ID, NO_ID, timeOfId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { EVERYTHING_IS_READ, type Lead } from './message-leads.sql.ts'
import { path, placing, type Stretch } from './walk.sql.ts'

/** How many messages each lead is tried with. */
const TRIED = 1_000

/** `isShort`: there is not more on it than was tried. `density`: how many of all messages in its range stand on it, 0 to 1. */
export type Chosen = { lead: Lead; isShort: boolean; density: number }

/** A step: the lead that gets farthest with the same number of messages. Which is rare is a matter of the account and of the hour. */
export async function chooseLead(tx: Tx, accountId: string, leads: readonly Lead[], stretch: Stretch): Promise<Chosen> {
  const [first = EVERYTHING_IS_READ, ...others] = leads
  if (others.length === 0) return { lead: first, isShort: false, density: 1 }
  const { values, place } = placing([accountId])
  const tries = leads.flatMap((lead, at) =>
    lead.walks.map((walk, index) => {
      const reached = Math.ceil(TRIED / lead.walks.length)
      return {
        at,
        name: `w${at}_${index}`,
        sql: `(select m.id ${path(walk, stretch, place)} offset ${reached} limit 1)`,
      }
    }),
  )
  const [row = {}] = await tx.query<Record<string, string | null>>(
    `select $1::uuid as account, ${tries.map(({ name, sql }) => `${sql} as ${name}`).join(', ')}`,
    values,
  )
  const { side } = stretch
  const end = side === 'older' ? NO_ID : LAST_ID
  const isNearer = (one: string, other: string) => (side === 'older' ? one > other : one < other)
  const reach = leads.map((_, at) =>
    tries
      .filter((one) => one.at === at)
      .map(({ name }) => row[name] ?? end)
      .reduce((nearest, one) => (isNearer(one, nearest) ? one : nearest), end),
  )
  const best = reach.reduce((best, one, at) => (isNearer(reach[best] ?? end, one) ? at : best), 0)
  const start = Math.min(timeOfId(side === 'older' ? stretch.high : stretch.low).getTime(), now().getTime())
  const spanTo = (id: string | undefined) => Math.max(1, Math.abs(start - timeOfId(id ?? end).getTime()))
  // The account's own order is the last of them.
  const density = Math.min(1, spanTo(reach.at(-1)) / spanTo(reach[best]))
  return { lead: leads[best] ?? first, isShort: reach[best] === end, density }
}
