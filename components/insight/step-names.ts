import { clock, date, shortMoment } from '#components/time/zone.ts'
import type { Span } from '#domain/insights/insight-span.ts'

type Between = { from: Date; until: Date }

export const STEP_NAMES = { hour: 'Hour', day: 'Day', week: 'Week' } as const

/** For the axis: `14:00`, `Nov 24`. */
export function stepLabel({ from }: Between, { step }: Span, zone: string): string {
  if (step === 'hour') return clock(from.toISOString(), zone).slice(0, 5)
  return date(from.toISOString(), step === 'week' ? 'UTC' : zone).replace(/, \d{4}$/, '')
}

/** In full, and each its own: an hour that comes twice when clocks go back says which. */
export function stepName({ from, until }: Between, { step }: Span, zone: string): string {
  const [start, last] = [from.toISOString(), new Date(until.getTime() - 1).toISOString()]
  if (step === 'hour') return `${shortMoment(start, zone)} ${offsetOf(from, zone)}`.trim()
  if (step === 'day') return date(start, zone)
  return `${date(start, 'UTC').replace(/, \d{4}$/, '')} – ${date(last, 'UTC')}`
}

/** `GMT-8` where it is not UTC. */
function offsetOf(at: Date, zone: string): string {
  if (zone === 'UTC') return 'UTC'
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
