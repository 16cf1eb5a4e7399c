/**
 * A bounded walk to the words of the content. A common word is found among the newest messages; for one that is not, the index of words
 * is asked, for a few at a time; and what one day says by the thousand is again read in order.
 */
import type { Tx } from '#lib/db.ts'
import { firstIdAt, idBefore, timeOfId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import type { MessageMatches } from './message-matches.sql.ts'
import { endOfDays, type Stretch, type Wanted, wordsSql } from './walk.sql.ts'
import { beyond, run, type Walked } from './walked.ts'

/** So many of the newest tell whether a word is common; fewer where they stand scattered. */
const SAMPLED = 500
const LEAST_SAMPLED = 100
/** A word is common when a page is found within so many: then they are read at once. */
const READ_FOR_COMMON_WORDS = 4_000
const A_PAGE = 50
/** The index of words knows a message a moment after it was accepted; what is newer is always read. */
const KNOWN_AFTER_MS = 10_000
/** Looked up by words: a few messages first, then as many as a page seems to need. For a sum all at once, and fewer: it costs with each. */
const WORDS_FIRST = 100
const MOST_BY_WORDS = 400
const MOST_SUMMED_BY_WORDS = 250
/** Whoever waits longer would rather see what there is, and go on. */
const MOST_MS = 1_500

/** `along`: the same without the index. `mostAlong`: so many may be met by it; `density`: of how many that stand between. */
type Ways<R> = {
  along: (from: Stretch, mostRead: number, limit: number) => Promise<Walked<R>>
  mostAlong: number
  density: number
}
type Input = { matches: MessageMatches; stretch: Stretch; wanted: Wanted }

/** A step. */
export async function walkByWords<R extends { id: string }>(
  tx: Tx,
  { matches, stretch, wanted }: Input,
  { along, mostAlong, density }: Ways<R>,
): Promise<Walked<R>> {
  let read = Math.min(mostAlong, Math.max(LEAST_SAMPLED, Math.floor(SAMPLED * density)))
  const walked = await along(stretch, read, wanted.limit)
  const sampled = walked.rows.length
  const isOpen = () => walked.stop !== null && walked.rows.length < wanted.limit
  /** Whether it got anywhere. */
  const goOn = async (next: (from: Stretch, limit: number) => Promise<Walked<R>>): Promise<boolean> => {
    const from = beyond(stretch, walked.stop ?? '')
    const { rows, stop } = await next(from, wanted.limit - walked.rows.length)
    walked.rows.push(...rows)
    if (isLeft(stop, from)) return false
    walked.stop = stop
    return true
  }

  const isCommon = sampled >= Math.max(2, (A_PAGE * read) / READ_FOR_COMMON_WORDS)
  const more = Math.min(READ_FOR_COMMON_WORDS, mostAlong) - read
  if (isOpen() && more > 0 && (isCommon || isNew(walked.stop))) {
    await goOn((from, limit) => along(from, more, limit))
    if (isCommon) return walked
    read += more
  }

  const before = walked.rows.length
  const isSum = wanted.limit > MOST_BY_WORDS
  const most = Math.min(isSum ? MOST_SUMMED_BY_WORDS : MOST_BY_WORDS, wanted.mostRead)
  const began = performance.now()
  for (let met = 0; isOpen() && met < most && performance.now() - began < MOST_MS; ) {
    const found = walked.rows.length - before
    const needed = found > 0 ? Math.ceil(((wanted.limit - walked.rows.length) * met * 1.2) / found) : met * 2
    const mostRead = isSum ? most : Math.min(Math.max(WORDS_FIRST, needed), most - met)
    met += mostRead
    const isKnown = await goOn((from, limit) => askIndex<R>(tx, matches, from, { ...wanted, mostRead, limit }))
    if (isKnown) continue
    if (mostAlong > read) await goOn((from, limit) => along(from, mostAlong - read, limit))
    break
  }
  return walked
}

/** On the way to what is newest, only as far as the index knows for sure. */
async function askIndex<R extends { id: string }>(
  tx: Tx,
  matches: MessageMatches,
  from: Stretch,
  wanted: Wanted,
): Promise<Walked<R>> {
  const known = firstIdAt(new Date(now().getTime() - KNOWN_AFTER_MS))
  const isCut = from.side === 'newer' && from.high > known
  if (isCut && from.low >= known) return { rows: [], stop: from.low }
  const { rows, stop } = await run<R>(tx, wordsSql(matches, isCut ? { ...from, high: known } : from, wanted), wanted)
  return { rows, stop: isCut ? (stop ?? idBefore(known)) : stop }
}

/** Whether the index of words may not know yet what is newer than this. */
function isNew(id: string | null): boolean {
  return id !== null && timeOfId(id).getTime() > now().getTime() - KNOWN_AFTER_MS
}

/** The index of words left everything from here on to be read. */
function isLeft(stop: string | null, { low, high, side }: Stretch): boolean {
  return stop !== null && (side === 'older' ? stop >= endOfDays(high) : stop <= low)
}
