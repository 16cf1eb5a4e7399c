/**
 * A bounded walk through what a filter asks for: it reads at most so many messages, says how far it came, and can be taken up there.
 * Every page of the log, forwards and backwards, and every count is made of it.
 */
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { firstIdAt, idAfter, NO_ID, timeOfId } from '#lib/ids.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { chooseLead } from './choose-lead.ts'
import type { MessageFilter } from './message-filter.ts'
import { type Lead, leadsTo } from './message-leads.sql.ts'
import type { MessageMatches } from './message-matches.sql.ts'
import { endOfDays, type Side, type Stretch, type Wanted, walkSql, wordsSql } from './walk.sql.ts'

/** What a page may cost at most: some hundredths of a second of a warm database. */
export const MOST_READ = 20_000
/** A message that stands alone on its page of the table costs ten times as much as one among its neighbours: of these, fewer are read. */
const MOST_SCATTERED = 1_000
/** So many of the newest tell whether a word is common. It is, when a page is found within the second figure: then that is read at once. */
const SAMPLED = 500
const READ_FOR_COMMON_WORDS = 4_000
const A_PAGE = 50
/** The index of words knows a message a moment after it was accepted; what is newer is always read. */
const KNOWN_AFTER_MS = 10_000
/** Looked up by words: a few messages first, then more, and no more than so many for one page. */
const WORDS_FIRST = 100
const MOST_BY_WORDS = 400
/** Whoever waits longer would rather see what there is, and go on. */
const MOST_MS = 1_500

/** In the order of the walk. `stop`: everything up to this message was met, and it was enough; null: everything was. */
export type Walked<R> = { rows: R[]; stop: string | null }

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

  const walked = await along(stretch, Math.min(SAMPLED, most), wanted.limit)
  let read = SAMPLED
  const goOn = async (next: (from: Stretch, limit: number) => Promise<Walked<R>>) => {
    if (walked.stop === null) return false
    const from = beyond(stretch, walked.stop)
    const { rows, stop } = await next(from, wanted.limit - walked.rows.length)
    walked.rows.push(...rows)
    if (isLeft(stop, from)) return false
    walked.stop = stop
    return walked.stop !== null && walked.rows.length < wanted.limit
  }
  const isCommon = walked.rows.length >= (A_PAGE * SAMPLED) / READ_FOR_COMMON_WORDS
  const common = Math.min(READ_FOR_COMMON_WORDS, most) - read
  if (walked.rows.length >= wanted.limit) return walked
  if (common > 0 && (isCommon || isNew(walked.stop))) {
    if (!(await goOn((from, limit) => along(from, common, limit))) || isCommon) return walked
    read += common
  }
  const began = performance.now()
  let byWords = 0
  while (byWords < Math.min(MOST_BY_WORDS, wanted.mostRead)) {
    const atOnce = Math.min(Math.max(WORDS_FIRST, byWords), wanted.mostRead)
    byWords += atOnce
    const before = walked.stop
    const isMore = await goOn((from, limit) =>
      run<R>(tx, wordsSql(matches, from, { ...wanted, mostRead: atOnce, limit }), { ...wanted, limit }),
    )
    if (!isMore && walked.stop === before && walked.rows.length < wanted.limit) {
      // Too common for the index: in their order, as everything else.
      if (most > read) await goOn((from, limit) => along(from, most - read, limit))
      break
    }
    if (!isMore || performance.now() - began > MOST_MS) break
  }
  return walked
}

async function walkAlong<R extends { id: string }>(tx: Tx, lead: Lead, it: Input): Promise<Walked<R>> {
  const { matches, stretch, wanted } = it
  const share = { ...wanted, mostRead: Math.ceil(wanted.mostRead / lead.walks.length) }
  return merge(
    await Promise.all(lead.walks.map((walk) => run<R>(tx, walkSql(matches, walk, stretch, share), wanted))),
    stretch.side,
  )
}

/** Whether the index of words may not know yet what is newer than this. */
function isNew(id: string | null): boolean {
  return id !== null && timeOfId(id).getTime() > now().getTime() - KNOWN_AFTER_MS
}

/** The index of words left everything from here on to be read. */
function isLeft(stop: string | null, { low, high, side }: Stretch): boolean {
  return stop !== null && (side === 'older' ? stop >= endOfDays(high) : stop <= low)
}

function beyond(stretch: Stretch, place: string): Stretch {
  const { low, high, side } = stretch
  if (side === 'older') return { low, high: [high, place].toSorted()[0] ?? place, side }
  const after = idAfter(place)
  return { low: [low, after].toSorted().at(-1) ?? after, high, side }
}

async function run<R extends { id: string }>(
  tx: Tx,
  { text, values }: { text: string; values: unknown[] },
  { limit }: Wanted,
): Promise<Walked<R>> {
  const answer = await tx.query<{ id: string | null; stop: string | null }>(text, values)
  const rows = answer.filter((row): row is R & { stop: string | null } => row.id !== null)
  // Who found enough has met everything up to the last.
  const stop = rows.length >= limit ? (rows.at(-1)?.id ?? null) : (answer[0]?.stop ?? null)
  return { rows, stop }
}

/** What all of them have passed: the walk that came least far says how far. */
function merge<R extends { id: string }>(walks: readonly Walked<R>[], side: Side): Walked<R> {
  const isBefore = (one: string, other: string) => (side === 'older' ? one > other : one < other)
  const stop = walks.reduce<string | null>(
    (least, { stop }) => (stop !== null && (least === null || isBefore(stop, least)) ? stop : least),
    null,
  )
  const rows = walks
    .flatMap((walk) => walk.rows)
    .filter(({ id }) => stop === null || !isBefore(stop, id))
    .sort((a, b) => (isBefore(a.id, b.id) ? -1 : 1))
  return { rows, stop }
}
