/**
 * When a number's month is charged, and what happens around it: all days of it stand here. Months are counted in UTC from the moment
 * that the number was bought, so a number of 31 January is charged on 28 February and again on 31 March.
 */
import { DAY_MS, HOUR_MS } from '#lib/time.ts'

/** So long before a month begins that the balance will not cover, it is said. */
export const FOREWARN_MS = 3 * DAY_MS
/** From the first warning on the number works this long without having been paid. */
export const GRACE_MS = 7 * DAY_MS
/** After the first warning: once more. */
export const REMIND_MS = 4 * DAY_MS
/** A month that could not be paid is tried again by itself; money that arrives is used at once. */
export const TRY_AGAIN_MS = HOUR_MS
/** A released number can be taken back so long. */
export const COOLING_MS = 7 * DAY_MS

/** The same day and time of day `months` later, or the last day of a month that is shorter. */
export function anniversary(from: Date, months: number): Date {
  const there = new Date(from)
  there.setUTCDate(1)
  there.setUTCMonth(there.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + 1, 0)).getUTCDate()
  there.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return there
}

/** The anniversary after this one. */
export function nextAnniversary(from: Date, current: Date): Date {
  const months =
    (current.getUTCFullYear() - from.getUTCFullYear()) * 12 + current.getUTCMonth() - from.getUTCMonth() + 1
  return anniversary(from, months)
}

/** The months that have begun and are not paid: their first moments. */
export function monthsDue(from: Date, nextChargeAt: Date, at: Date): Date[] {
  const due: Date[] = []
  for (let month = nextChargeAt; month <= at; month = nextAnniversary(from, month)) due.push(month)
  return due
}
