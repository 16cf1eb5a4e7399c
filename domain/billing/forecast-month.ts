/**
 * What a month will come to: what it has cost so far; for each day that is left, what its weekday came to on average in the four weeks
 * before today; and the monthly fees of numbers that fall due until its end.
 */
import { addDays, addMonths, daysBetween, firstOfMonth, weekdayOf } from './written-days.ts'

export type DaySpend = { day: string; nanos: bigint; fees: bigint }
export type Forecast = {
  nanos: bigint
  /** What messages cost a day, by the days looked at. */
  dayNanos: bigint
  /** How many whole days it is taken from. */
  days: number
  due: { nanos: bigint; numbers: number }
}

type Known = {
  today: string
  /** The first day looked at: four weeks back, or when the account began. */
  since: string
  days: readonly DaySpend[]
  /** Of this month so far. */
  nanos: bigint
  due: { nanos: bigint; numbers: number }
}

/** Null before the first whole day. */
export function forecastMonth({ today, since, days, nanos, due }: Known): Forecast | null {
  const looked = daysBetween(since, today)
  if (looked < 1) return null
  const spent = new Map(days.map((one) => [one.day, one.nanos - one.fees]))
  const seen = Array.from({ length: looked }, (_, nth) => addDays(since, nth))
  const mean = (some: readonly string[]) => sum(some.map((day) => spent.get(day) ?? 0n)) / BigInt(some.length)
  const usual = (day: string) => {
    const same = seen.filter((one) => weekdayOf(one) === weekdayOf(day))
    return mean(same.length > 0 ? same : seen)
  }
  const end = addMonths(firstOfMonth(today), 1)
  const ahead = Array.from({ length: daysBetween(today, end) - 1 }, (_, nth) => usual(addDays(today, nth + 1)))
  // Of today what is missing to its usual; a day that has cost more already is not taken back.
  const rest = usual(today) - (spent.get(today) ?? 0n)
  const left = sum(ahead) + (rest > 0n ? rest : 0n)
  return { nanos: nanos + (left > 0n ? left : 0n) + due.nanos, dayNanos: mean(seen), days: looked, due }
}

function sum(all: readonly bigint[]): bigint {
  return all.reduce((some, one) => some + one, 0n)
}
