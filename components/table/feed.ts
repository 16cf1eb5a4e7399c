/**
 * What a watcher holds of the message log, and how news changes it. Each message stands once, with its highest `rev`,
 * whatever order news comes in and however often it is told: so a reconnect neither loses nor doubles a row.
 */
import type { MessagePage, MessageRow } from '#domain/reports/message-rows.ts'

export const MAX_ROWS = 500

export type Feed = {
  /** Newest first. */
  rows: MessageRow[]
  /** New, but kept back so that nothing moves under the reader. Newest first. */
  waiting: MessageRow[]
  /** Arrived while somebody watched: they are marked for a moment. */
  fresh: ReadonlySet<string>
  /** Nothing older than the last row is left out. */
  complete: boolean
}

export function openFeed(page: MessagePage): Feed {
  return { rows: page.rows, waiting: [], fresh: new Set(), complete: page.olderThan === null }
}

export function take(feed: Feed, news: readonly MessageRow[], hold: boolean): Feed {
  if (news.length === 0) return feed
  const newest = new Map<string, MessageRow>()
  for (const row of news) if (isNewer(row, newest.get(row.id))) newest.set(row.id, row)

  const rows = update(feed.rows, newest)
  const waiting = update(feed.waiting, newest)
  const last = rows.at(-1)
  // Changed, but older than this page shows: it belongs to a page further down.
  const arrived = [...newest.values()].filter((row) => feed.complete || !last || row.id > last.id)
  if (arrived.length === 0) return rows === feed.rows && waiting === feed.waiting ? feed : { ...feed, rows, waiting }
  const pending = sort([...arrived, ...waiting])
  return hold ? { ...feed, rows, waiting: pending.slice(0, MAX_ROWS) } : show({ ...feed, rows, waiting: pending })
}

export function show(feed: Feed): Feed {
  if (feed.waiting.length === 0) return feed
  const all = sort([...feed.waiting, ...feed.rows])
  const rows = all.slice(0, MAX_ROWS)
  const fresh = new Set(feed.waiting.map((row) => row.id))
  return { rows, waiting: [], fresh, complete: feed.complete && rows.length === all.length }
}

/** Rows already there take their news in place; what was taken is removed from `newest`. */
function update(rows: MessageRow[], newest: Map<string, MessageRow>): MessageRow[] {
  let changed = false
  const next = rows.map((row) => {
    const news = newest.get(row.id)
    newest.delete(row.id)
    if (!isNewer(news, row)) return row
    changed = true
    return news
  })
  return changed ? next : rows
}

function isNewer(row: MessageRow | undefined, than: MessageRow | undefined): row is MessageRow {
  return row !== undefined && (than === undefined || row.rev > than.rev)
}

/** Ids are UUIDv7 behind a prefix: their order is the order of arrival. */
function sort(rows: MessageRow[]): MessageRow[] {
  return rows.sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0))
}
