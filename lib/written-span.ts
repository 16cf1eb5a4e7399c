/**
 * A span of time as filters write it: days and minutes of the reader's zone (`2026-11-24`, `2026-11-24T10:30`), or minutes of UTC
 * (`2026-11-24T10:30Z`); both ends are included.
 */
import type { Tx } from './db.ts'
import { MINUTE_MS } from './time.ts'

export type Bounds = { from: Date | null; until: Date | null }

/** From the first moment on, and until before the second; null is open. PostgreSQL knows when a day begins and ends in a zone. */
export async function boundsOfSpan(tx: Tx, since: string, until: string, zone: string): Promise<Bounds> {
  if (since === '' && until === '') return { from: null, until: null }
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

function moment(text: string, zone: string): [string | null, string] {
  return text.endsWith('Z') ? [text.slice(0, -1), 'UTC'] : [text || null, zone]
}

function dayAfter(day: string): string {
  if (day === '') return ''
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}
