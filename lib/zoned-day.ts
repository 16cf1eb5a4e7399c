/** Days as people write them, in a named time zone, and the moments they end at. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2027-03-31`: the day of a moment where somebody lives. */
export function dayOf(at: Date, zone: string): string {
  const found = formats.get(zone)
  const format =
    found ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (!found) formats.set(zone, format)
  return format.format(at)
}

/** The last millisecond of a day, also of one with 23 or 25 hours. An invalid date for what is no day. */
export function endOfDay(day: string, zone: string): Date {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day.trim()) ?? []
  const noon = Date.UTC(Number(year), Number(month) - 1, Number(date), 12)
  if (Number.isNaN(noon) || new Date(noon).toISOString().slice(0, 10) !== day.trim()) return new Date(Number.NaN)
  // Every zone's day ends within these 39 hours; the turn is found by halving.
  let [inside, outside] = [noon - 15 * HOUR_MS, noon + 30 * HOUR_MS]
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2)
    if (dayOf(new Date(middle), zone) <= day.trim()) inside = middle
    else outside = middle
  }
  return new Date(inside)
}

const HOUR_MS = 3_600_000
