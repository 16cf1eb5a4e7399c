/** What a bar is called: for the axis, and in full so that no two are the same. */
import { clock, date, format, shortMoment } from '#components/time/zone.ts'
import type { Bar, SpendSpan } from '#domain/billing/spend-span.ts'

type In = Pick<SpendSpan, 'step' | 'zone' | 'bars'>
/** Beyond two days an hour alone does not say when it was. */
const MOST_HOURS = 49

/** `14:00`, `Nov 24, 14:00`, `Nov 24`, `Nov` */
export function barLabel({ from }: Bar, { step, zone, bars }: In): string {
  const at = from.toISOString()
  if (step === 'hour') return bars.length > MOST_HOURS ? shortMoment(at, zone) : clock(at, zone).slice(0, 5)
  if (step === 'month') return monthWord(at, zone, 'short').split(' ')[0] ?? ''
  return date(at, zone).replace(/, \d{4}$/, '')
}

/** `Nov 24, 14:00 PST`, `Nov 24, 2026`, `November 2026`; of a month that is not whole, its days. */
export function barName({ from, until }: Bar, { step, zone }: In): string {
  const at = from.toISOString()
  if (step === 'hour') return `${shortMoment(at, zone)} ${offsetOf(from, zone)}`.trim()
  if (step === 'day') return date(at, zone)
  const last = new Date(until.getTime() - 1).toISOString()
  const isWhole = dayNumber(at, zone) === 1 && dayNumber(until.toISOString(), zone) === 1
  return isWhole ? monthWord(at, zone, 'long') : `${date(at, zone).replace(/, \d{4}$/, '')} – ${date(last, zone)}`
}

export function monthWord(at: string, zone: string, month: 'short' | 'long'): string {
  return format(zone, `${month} month`, { month, year: 'numeric' }).format(new Date(at))
}

function dayNumber(at: string, zone: string): number {
  return Number(format(zone, 'day number', { day: 'numeric' }).format(new Date(at)))
}

/** An hour that comes twice when clocks go back says which. */
function offsetOf(at: Date, zone: string): string {
  if (zone === 'UTC') return 'UTC'
  const parts = format(zone, 'offset', { timeZoneName: 'short' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
