import type { Tx } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { type Bounds, boundsOfSpan } from '#lib/written-span.ts'
import { DEFAULT_RANGE, type MessageFilter, type Range } from './message-filter.ts'

const LENGTH_MS: Record<Range, number> = {
  '1h': HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
  '1y': 365 * DAY_MS,
}

/** What a filter's time means in the reader's zone: `range` counts back from now. */
export async function boundsOf(tx: Tx, { range, since, until }: MessageFilter, zone: string): Promise<Bounds> {
  if (since === '' && until === '') return { from: rangeStart(range || DEFAULT_RANGE), until: null }
  return boundsOfSpan(tx, since, until, zone)
}

/** A relative range begins at a whole hour: the hour totals can answer for it. */
export function rangeStart(range: Range): Date {
  return new Date(Math.floor((now().getTime() - LENGTH_MS[range]) / HOUR_MS) * HOUR_MS)
}
