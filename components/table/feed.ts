/**
 * What a watcher holds of the message log, and how news changes it. Each message stands once, with its highest `rev`,
 * whatever order news comes in and however often it is told: so a reconnect neither loses nor doubles a row.
 */
import type { LeftRow, MessagePage, MessageRow } from '#domain/reports/message-rows.ts'

export const MAX_ROWS = 500

const NONE: ReadonlySet<string> = new Set()
const NO_ROWS: readonly LeftRow[] = []

export type Feed = {
  /** Newest first. */
  rows: MessageRow[]
  /** New, but kept back so that nothing moves under the reader. Newest first. */
  waiting: MessageRow[]
  /** More wait than are kept. */
  over: boolean
  /** Arrived while somebody watched: they are marked for a moment. */
  fresh: ReadonlySet<string>
  /** Shown, and no longer what the filter asks for: they stay where they are, dimmed, until the reader is somewhere else. */
  left: ReadonlySet<string>
  /** Where what is older than the rows begins; null: nothing older is left out. */
  older: string | null
}

export function openFeed(page: MessagePage): Feed {
  return { rows: page.rows, waiting: [], over: false, fresh: NONE, left: NONE, older: page.olderThan }
}

export function take(
  feed: Feed,
  news: readonly MessageRow[],
  hold: boolean,
  gone: readonly LeftRow[] = NO_ROWS,
  floor?: string,
): Feed {
  const whole = floor ? cut(feed, floor, hold) : feed
  const parted = gone.length > 0 ? part(whole, gone) : whole
  if (news.length === 0) return parted
  const newest = new Map<string, MessageRow>()
  for (const row of news) if (isNewer(row, newest.get(row.id))) newest.set(row.id, row)

  const left = parted.left.size > 0 ? returned(parted, newest) : parted.left
  const rows = update(parted.rows, newest)
  const waiting = update(parted.waiting, newest)
  const last = rows.at(-1)
  // Changed, but older than this page shows: it belongs to a page further down.
  const arrived = [...newest.values()].filter((row) => parted.older === null || !last || row.id > last.id)
  if (arrived.length === 0) {
    const isSame = rows === parted.rows && waiting === parted.waiting && left === parted.left
    return isSame ? parted : { ...parted, rows, waiting, left }
  }
  const pending = sort([...arrived, ...waiting])
  if (hold) {
    const over = parted.over || pending.length > MAX_ROWS
    return { ...parted, rows, waiting: pending.slice(0, MAX_ROWS), over, left }
  }
  return bring({ ...parted, rows, waiting: pending, left })
}

/** The reader is at the top again, or wants to be: what waits comes in, and what has left goes. */
export function show(feed: Feed): Feed {
  if (feed.left.size === 0) return bring(feed)
  return bring({ ...feed, rows: feed.rows.filter((row) => !feed.left.has(row.id)), left: NONE })
}

function bring(feed: Feed): Feed {
  if (feed.waiting.length === 0) return feed
  const all = sort([...feed.waiting, ...feed.rows])
  const rows = all.slice(0, MAX_ROWS)
  const fresh = new Set(feed.waiting.map((row) => row.id))
  const left = feed.left.size > 0 ? new Set(rows.flatMap(({ id }) => (feed.left.has(id) ? [id] : []))) : NONE
  const older = rows.length === all.length ? feed.older : (rows.at(-1)?.id ?? null)
  return { rows, waiting: [], over: false, fresh, left, older }
}

/** Older ones follow the last, as many as there is room for. */
export function extend(feed: Feed, page: Pick<MessagePage, 'rows' | 'olderThan'>): Feed {
  const last = feed.rows.at(-1)
  const all = [...feed.rows, ...page.rows.filter((row) => !last || row.id < last.id)]
  const rows = all.slice(0, MAX_ROWS)
  return { ...feed, rows, older: rows.length === all.length ? page.olderThan : (rows.at(-1)?.id ?? null) }
}

/** What waits and no longer matches was never shown: it is forgotten, and not counted. */
function part(feed: Feed, gone: readonly LeftRow[]): Feed {
  const news = new Map(gone.map((one) => [one.id, one]))
  const left = new Set(feed.left)
  const rows = feed.rows.map((row) => {
    const change = news.get(row.id)
    if (!change || change.rev <= row.rev) return row
    left.add(row.id)
    return { ...row, ...change }
  })
  const waiting = feed.waiting.filter((row) => (news.get(row.id)?.rev ?? -1) <= row.rev)
  return { ...feed, rows, waiting, left }
}

/** More came than could be told: what is older than `floor` is out of date, and there is a gap above it. */
function cut(feed: Feed, floor: string, hold: boolean): Feed {
  const isOld = (row: MessageRow) => row.id < floor
  const waiting = feed.waiting.filter((row) => !isOld(row))
  if (!hold) return { ...feed, rows: feed.rows.filter((row) => !isOld(row)), waiting, older: floor }
  const left = new Set([...feed.left, ...feed.rows.filter(isOld).map((row) => row.id)])
  return { ...feed, waiting, over: true, left, older: floor }
}

/** A row may match again after one more move. */
function returned({ rows, left }: Feed, newest: ReadonlyMap<string, MessageRow>): ReadonlySet<string> {
  const back = new Set(rows.flatMap((row) => (left.has(row.id) && isNewer(newest.get(row.id), row) ? [row.id] : [])))
  return back.size > 0 ? new Set([...left].filter((id) => !back.has(id))) : left
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
