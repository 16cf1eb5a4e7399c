/** The time that insights are read for: whole hours, cut into pieces that the sums have, and into the steps of a chart. */
import { boundsOf } from '#domain/reports/message-bounds.ts'
import type { MessageFilter } from '#domain/reports/message-filter.ts'
import type { Tx } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'

export type When = Pick<MessageFilter, 'range' | 'since' | 'until'>
export type Step = 'hour' | 'day' | 'week'
export type Span = { from: Date; until: Date; step: Step }
export type Piece = { level: 'hour' | 'day' | 'month'; from: Date; until: Date }

/** Up to two days by hours. Up to a quarter by days of the reader's zone, from hours; beyond, by weeks of UTC days. */
const MOST_BY_HOUR = 49 * HOUR_MS
const MOST_BY_DAY = 93 * DAY_MS

/** A step: an absolute time is widened to whole hours, since the sums know no minutes. */
export async function spanOf(tx: Tx, when: When, zone: string): Promise<Span> {
  const bounds = await boundsOf(tx, { ...NO_FILTER, ...when } as MessageFilter, zone)
  const until = new Date(
    Math.ceil(Math.min(bounds.until?.getTime() ?? Number.POSITIVE_INFINITY, now().getTime()) / HOUR_MS) * HOUR_MS,
  )
  const from = new Date(Math.floor((bounds.from?.getTime() ?? until.getTime() - 365 * DAY_MS) / HOUR_MS) * HOUR_MS)
  const lengthMs = until.getTime() - from.getTime()
  return { from, until, step: lengthMs <= MOST_BY_HOUR ? 'hour' : lengthMs <= MOST_BY_DAY ? 'day' : 'week' }
}

const NO_FILTER = { range: '', since: '', until: '' } as const

/** Months in the middle, days around them, hours at the ends: about a hundred pieces for any length. */
export function piecesOf(
  from: Date,
  until: Date,
  levels: readonly Piece['level'][] = ['hour', 'day', 'month'],
): Piece[] {
  const coarsest = levels.at(-1) ?? 'hour'
  const rest = levels.slice(0, -1)
  const start = ceilTo(from, coarsest)
  const end = floorTo(until, coarsest)
  if (start >= end) return rest.length > 0 ? piecesOf(from, until, rest) : []
  return [
    ...(rest.length > 0 ? piecesOf(from, start, rest) : []),
    { level: coarsest, from: start, until: end },
    ...(rest.length > 0 ? piecesOf(end, until, rest) : []),
  ]
}

/** From where to where each bar of a chart goes. */
export function stepsOf({ from, until, step }: Span, zone: string): { from: Date; until: Date }[] {
  const steps: { from: Date; until: Date; key: string }[] = []
  const eachMs = step === 'week' ? DAY_MS : HOUR_MS
  // The ends of a range of weeks are no whole days.
  for (let at = from.getTime(); at < until.getTime(); at = Math.floor(at / eachMs) * eachMs + eachMs) {
    const start = new Date(at)
    const end = new Date(Math.min(Math.floor(at / eachMs) * eachMs + eachMs, until.getTime()))
    const key = step === 'hour' ? String(at) : step === 'day' ? dayOf(start, zone) : weekOf(start)
    const last = steps.at(-1)
    if (last?.key === key) last.until = end
    else steps.push({ from: start, until: end, key })
  }
  return steps.map((one) => ({ from: one.from, until: one.until }))
}

/** Weeks begin on Monday; the epoch was a Thursday. */
function weekOf(at: Date): string {
  return String(Math.floor((at.getTime() / DAY_MS + 3) / 7))
}

function floorTo(at: Date, level: Piece['level']): Date {
  if (level === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
  const ms = level === 'day' ? DAY_MS : HOUR_MS
  return new Date(Math.floor(at.getTime() / ms) * ms)
}

function ceilTo(at: Date, level: Piece['level']): Date {
  const floor = floorTo(at, level)
  if (floor.getTime() === at.getTime()) return floor
  if (level === 'month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  return new Date(floor.getTime() + (level === 'day' ? DAY_MS : HOUR_MS))
}
