import { toMessageRef } from '#lib/ids.ts'
import { formatPosition, isBefore, type Position } from './feed-position.ts'
import type { LiveGroup } from './live-group.ts'
import { toMessageRow } from './message-columns.ts'
import type { LeftRow, MessageRow } from './message-rows.ts'
import type { News } from './read-news.ts'

export type FeedBatch = {
  position: string
  rows: MessageRow[]
  left: LeftRow[]
  /** More has changed than anybody could read: this is the newest of it, and older rows than this id are out of date. */
  floor?: string
}

/** What a page shows at most. */
export const MOST_ROWS = 500

/** What a group is told of it, by whoever has followed as far as `position`. `cut`: more than a page is told by its newest rows. */
export function tell(news: News, group: LiveGroup, position: Position, cut: boolean): FeedBatch {
  const isWhole = !isBefore(news.from, position)
  const known = isWhole ? news.told.get(group.key) : undefined
  if (known) return known
  const fit = news.fits.get(group.key) ?? null
  const fresh = isWhole ? news.changed : news.changed.filter(({ at }) => isBefore(position, at))
  const rows = fresh.filter(({ row }) => fit === null || fit.shown.has(row.id)).map(({ row }) => row)
  const left = fresh.filter(({ row }) => fit?.left.has(row.id)).map(({ row }) => row)
  const ids = rows.map((row) => row.id)
  const floor = news.floor ?? (cut && ids.length > MOST_ROWS ? ids.toSorted().at(-MOST_ROWS) : undefined)
  const batch = {
    position: formatPosition(news.to),
    rows: rows.filter((row) => !floor || row.id >= floor).map((row) => toMessageRow(group.scope, row)),
    left: left.filter((row) => !floor || row.id >= floor).map((row) => toLeftRow(toMessageRow(group.scope, row))),
    ...(floor ? { floor: toMessageRef(floor) } : {}),
  }
  if (isWhole) news.told.set(group.key, batch)
  return batch
}

function toLeftRow({ id, rev, status, priceNanos, errorCode, errorReason, carrierId }: MessageRow): LeftRow {
  return { id, rev, status, priceNanos, errorCode, errorReason, carrierId }
}
