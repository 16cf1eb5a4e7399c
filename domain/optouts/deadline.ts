/**
 * Until when a request in plain words must be heeded: ten business days (47 CFR 64.1200(a)(10)). Saturdays and Sundays where the account
 * lives do not count; federal holidays do, so the date shown is never later than the law's.
 */
import { DAY_MS } from '#lib/time.ts'
import { dayOf, endOfDay } from '#lib/zoned-day.ts'

const BUSINESS_DAYS = 10

/** The end of the tenth business day after the day it came. */
export function deadlineOf(at: Date, zone: string): Date {
  // A calendar day stands for itself from here on: at noon no zone and no clock change moves it.
  let day = new Date(`${dayOf(at, zone)}T12:00:00Z`)
  for (let counted = 0; counted < BUSINESS_DAYS; ) {
    day = new Date(day.getTime() + DAY_MS)
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) counted += 1
  }
  return endOfDay(day.toISOString().slice(0, 10), zone)
}
