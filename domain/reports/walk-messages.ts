/**
 * A bounded walk through what a filter asks for: it reads at most so many messages, says how far it came, and can be taken up there.
 * Every page of the log, forwards and backwards, and every count is made of it.
 */
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { firstIdAt, NO_ID } from '#lib/ids.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { chooseLead } from './choose-lead.ts'
import type { MessageFilter } from './message-filter.ts'
import { type Lead, leadsTo } from './message-leads.sql.ts'
import type { MessageMatches } from './message-matches.sql.ts'
import { type Side, type Stretch, type Wanted, walkSql } from './walk.sql.ts'
import { walkByWords } from './walk-by-words.ts'
import { beyond, merge, run, type Walked } from './walked.ts'

/** What a page may cost at most: some hundredths of a second of a warm database. */
export const MOST_READ = 20_000
/** A message that stands alone on its page of the table costs ten times as much as one among its neighbours: of these, fewer are read. */
const MOST_SCATTERED = 1_000

/** The part of the filter's time on one side of a place, which is not in it. */
export function stretchOf({ from, until }: MessageMatches, side: Side, place: string | null): Stretch {
  // A clock may be ahead of ours, by less than this; months that have not begun are not opened.
  const end = firstIdAt(new Date(now().getTime() + HOUR_MS))
  const whole = { low: from ?? NO_ID, high: until !== null && until < end ? until : end, side }
  return place === null ? whole : beyond(whole, place)
}

type Input = { scope: Scope; filter: MessageFilter; matches: MessageMatches; stretch: Stretch; wanted: Wanted }

/** A step, in a transaction of `reading`. More rows than `limit` may come. */
export async function walkMessages<R extends { id: string }>(tx: Tx, it: Input): Promise<Walked<R>> {
  const { matches, stretch, wanted } = it
  const { lead, isShort, density } = await chooseLead(tx, it.scope.accountId, leadsTo(it.scope, it.filter), stretch)
  if (lead.walks.length === 0) return { rows: [], stop: null }
  const most = Math.min(
    wanted.mostRead,
    Math.max(wanted.mostScattered ?? MOST_SCATTERED, Math.floor(wanted.mostRead * density)),
  )
  const along = (from: Stretch, mostRead: number, limit: number): Promise<Walked<R>> =>
    walkAlong(tx, lead, { ...it, stretch: from, wanted: { ...wanted, mostRead, limit } })
  if (matches.words === null || isShort) return along(stretch, most, wanted.limit)
  return walkByWords(tx, it, { along, mostAlong: most, density })
}

async function walkAlong<R extends { id: string }>(tx: Tx, lead: Lead, it: Input): Promise<Walked<R>> {
  const { matches, stretch, wanted } = it
  const share = { ...wanted, mostRead: Math.ceil(wanted.mostRead / lead.walks.length) }
  return merge(
    await Promise.all(lead.walks.map((walk) => run<R>(tx, walkSql(matches, walk, stretch, share), wanted))),
    stretch.side,
  )
}
