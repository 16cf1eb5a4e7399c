/**
 * A bounded walk through what a filter asks for: it reads at most so many messages, says how far it came, and can be taken up there.
 * Every page of the log, forwards and backwards, and every count is made of it.
 */
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { firstIdAt, idAfter, NO_ID } from '#lib/ids.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { chooseLead } from './choose-lead.ts'
import type { MessageFilter } from './message-filter.ts'
import { leadsTo } from './message-leads.sql.ts'
import type { MessageMatches } from './message-matches.sql.ts'
import { type Side, type Stretch, type Wanted, walkSql, wordsSql } from './walk.sql.ts'

/** What a page may cost at most: some hundredths of a second of a warm database. */
export const MOST_READ = 20_000
/** A common word is found among the newest; only then the index of words is asked, for so many messages at a time. */
const READ_BEFORE_WORDS = 4_000
const WORDS_AT_ONCE = 1_000
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

/** A step, in a transaction of `reading`. More rows than `limit` may come. */
export async function walkMessages<R extends { id: string }>(
  tx: Tx,
  it: { scope: Scope; filter: MessageFilter; matches: MessageMatches; stretch: Stretch; wanted: Wanted },
): Promise<Walked<R>> {
  const { matches, stretch, wanted } = it
  const { lead, isShort } = await chooseLead(tx, it.scope.accountId, leadsTo(it.scope, it.filter), stretch)
  if (lead.walks.length === 0) return { rows: [], stop: null }
  const asksWords = matches.words !== null && !isShort
  const most = asksWords ? Math.min(READ_BEFORE_WORDS, wanted.mostRead) : wanted.mostRead
  const share = { ...wanted, mostRead: Math.ceil(most / lead.walks.length) }
  const walks = lead.walks.map((walk) => run<R>(tx, walkSql(matches, walk, stretch, share), wanted))
  const walked = merge(await Promise.all(walks), stretch.side)
  if (!asksWords) return walked
  const atOnce = { ...wanted, mostRead: Math.min(WORDS_AT_ONCE, wanted.mostRead) }
  const began = performance.now()
  for (let read = 0; read < wanted.mostRead; read += atOnce.mostRead) {
    if (performance.now() - began > MOST_MS) break
    if (walked.stop === null || walked.rows.length >= wanted.limit) break
    const next = await run<R>(tx, wordsSql(matches, beyond(stretch, walked.stop), atOnce), wanted)
    walked.rows.push(...next.rows)
    walked.stop = next.stop
  }
  return walked
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
