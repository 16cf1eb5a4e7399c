import { MOST_ROWS } from './tell-news.ts'

/** What a process gives to live views, however many and busy: looks over all accounts, and what one account's followers are told. */
const LOOKS_A_SECOND = 200
const EVENTS_A_SECOND = 400
export const ROWS_A_SECOND = 100_000
/** A look that took long is followed by a longer rest. */
const REST_FACTOR = 2
const REST_MS = { least: 25, most: 1_000 }

/** Accounts whose last look found something. */
const busy = new Set<string>()

type Look = { tookMs: number; found: number; followers: number }

/** How long a reader rests after a look. */
export function restMs(accountId: string, { tookMs, found, followers }: Look): number {
  if (found > 0) busy.add(accountId)
  else busy.delete(accountId)
  const inTurnMs = (busy.size * 1_000) / LOOKS_A_SECOND
  const eventsMs = found > 0 ? (followers * 1_000) / EVENTS_A_SECOND : 0
  const rowsMs = (Math.min(found, MOST_ROWS) * followers * 1_000) / ROWS_A_SECOND
  return Math.min(Math.max(tookMs * REST_FACTOR, inTurnMs, eventsMs, rowsMs, REST_MS.least), REST_MS.most)
}

export function forgetPace(accountId: string): void {
  busy.delete(accountId)
}
