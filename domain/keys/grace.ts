/** How long an old secret may live on beside the new one. */
import { Refusal } from '#lib/refusals.ts'
import { DAY_MS, HOUR_MS, now } from '#lib/time.ts'
import { written } from './key.ts'

export const GRACES = { now: 0, '1h': HOUR_MS, '24h': DAY_MS, '7d': 7 * DAY_MS } as const
export type GraceName = keyof typeof GRACES
/** A span from now, or a moment. */
export type Grace = GraceName | Date

export const MAX_GRACE_DAYS = 90

export function isGraceName(text: string): text is GraceName {
  return Object.hasOwn(GRACES, text)
}

/** Throws `invalid` for the field `until`. */
export function graceEnd(grace: Grace): Date {
  const at = now()
  if (typeof grace === 'string') return new Date(at.getTime() + GRACES[grace])
  const last = new Date(at.getTime() + MAX_GRACE_DAYS * DAY_MS)
  // Written so that an unreadable date is refused as well.
  if (!(grace > at && grace <= last)) {
    const problem = `Choose a day between now and ${written(last)}: an old secret lives on for ${MAX_GRACE_DAYS} days at most.`
    throw new Refusal('invalid', { fields: { until: [problem] } })
  }
  return grace
}
