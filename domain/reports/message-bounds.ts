import type { Tx } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from '#lib/time.ts'
import { DEFAULT_RANGE, type MessageFilter, type Range } from './message-filter.ts'

const LENGTH_MS: Record<Range, number> = {
  '1h': HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
  '1y': 365 * DAY_MS,
}

export type Bounds = { from: Date | null; until: Date | null }

/** From the first moment on, and until before the second; null is open. PostgreSQL knows when a day begins and ends in a zone. */
export async function boundsOf(tx: Tx, { range, since, until }: MessageFilter, zone: string): Promise<Bounds> {
  if (since === '' && until === '') return { from: rangeStart(range || DEFAULT_RANGE), until: null }
  const [bounds] = await tx.query<Bounds>(
    'select $1::timestamp at time zone $2 as from, $3::timestamp at time zone $4 as until',
    [...moment(since, zone), ...moment(until.includes('T') ? until : dayAfter(until), zone)],
  )
  const end = bounds?.until ?? null
  return {
    from: bounds?.from ?? null,
    // The minute that is named is meant as well.
    until: end && until.includes('T') ? new Date(end.getTime() + MINUTE_MS) : end,
  }
}

/** A relative range begins at a whole hour: the hour totals can answer for it. */
export function rangeStart(range: Range): Date {
  return new Date(Math.floor((now().getTime() - LENGTH_MS[range]) / HOUR_MS) * HOUR_MS)
}

function moment(text: string, zone: string): [string | null, string] {
  return text.endsWith('Z') ? [text.slice(0, -1), 'UTC'] : [text || null, zone]
}

function dayAfter(day: string): string {
  if (day === '') return ''
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}
