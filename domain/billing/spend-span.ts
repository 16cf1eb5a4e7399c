/** The time of a chart: whole days of the account's zone, cut into steps; and the period before it, up to the same point. */
import type { Tx } from '#lib/db.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import type { SpendStep, SpendView } from './spend-view.ts'
import { addDays, addMonths, daysBetween, firstOfMonth } from './written-days.ts'

export type Bar = { from: Date; until: Date }
export type SpendSpan = {
  zone: string
  step: SpendStep
  /** What this length may be cut into. */
  steps: SpendStep[]
  bars: Bar[]
  from: Date
  until: Date
  /** The bars of the period before, and where in it "now" would be. */
  before: { bars: Bar[]; from: Date; until: Date; isWhole: boolean }
}

type Days = { first: string; end: string; by: 'month' | 'day'; shift: number }

const MOST_DAYS_BY_HOUR = 7
const MOST_DAYS_BY_DAY = 93
const MOST_DAYS = 1_100

/** `end` is not meant any more. A month is compared with a month, anything else with as many days. */
export function daysOfView({ range, since, until }: SpendView, today: string): Days {
  const tomorrow = addDays(today, 1)
  const month = firstOfMonth(today)
  if (range === 'month') return { first: month, end: tomorrow, by: 'month', shift: 1 }
  if (range === 'last_month') return { first: addMonths(month, -1), end: month, by: 'month', shift: 1 }
  if (range === '1y') return { first: addMonths(month, -11), end: tomorrow, by: 'month', shift: 12 }
  if (range !== '') {
    const days = Number.parseInt(range, 10)
    return { first: addDays(tomorrow, -days), end: tomorrow, by: 'day', shift: days }
  }
  const end = addDays(until, 1)
  const first = daysBetween(since, end) > MOST_DAYS ? addDays(end, -MOST_DAYS) : since
  const isMonths = first.endsWith('-01') && end.endsWith('-01')
  const months =
    (Number(end.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(end.slice(5, 7)) - Number(first.slice(5, 7))
  return { first, end, ...(isMonths ? { by: 'month', shift: months } : { by: 'day', shift: daysBetween(first, end) }) }
}

export async function spendSpanOf(tx: Tx, accountId: string, view: SpendView): Promise<SpendSpan> {
  const zone = await zoneOf(tx, accountId)
  const today = dayOf(now(), zone)
  const { first, end, by, shift } = daysOfView(view, today)
  const days = daysBetween(first, end)
  const steps: SpendStep[] = [
    ...(days <= MOST_DAYS_BY_HOUR ? (['hour'] as const) : []),
    ...(days <= MOST_DAYS_BY_DAY ? (['day'] as const) : []),
    ...(days > MOST_DAYS_BY_HOUR ? (['month'] as const) : []),
  ]
  const standard = days <= 2 ? 'hour' : days <= MOST_DAYS_BY_DAY ? 'day' : 'month'
  const step = steps.find((one) => one === view.by) ?? standard
  const back = (day: string) => (by === 'month' ? addMonths(day, -shift) : addDays(day, -shift))
  const isOpen = end === addDays(today, 1)
  const beforeEnd = isOpen && by === 'month' ? back(firstOfMonth(addMonths(today, 1))) : back(end)
  const at = await momentsOf(tx, zone, [
    ...daysFrom(first, end, step),
    end,
    ...daysFrom(back(first), beforeEnd, step),
    beforeEnd,
  ])
  const cut = daysFrom(first, end, step).length + 1
  const [bars, barsBefore] = [intoBars(at.slice(0, cut), step), intoBars(at.slice(cut), step)]
  const [from, until] = [at[0] ?? now(), at[cut - 1] ?? now()]
  const [beforeFrom, beforeUntil] = [at[cut] ?? from, at.at(-1) ?? from]
  const point = isOpen ? await pointBefore(tx, zone, `${shift} ${by}`) : beforeUntil
  return {
    zone,
    step,
    steps,
    bars,
    from,
    until,
    before: { bars: barsBefore, from: beforeFrom, until: earlier(point, beforeUntil), isWhole: !isOpen },
  }
}

export async function zoneOf(tx: Tx, accountId: string): Promise<string> {
  const [account] = await tx.query<{ zone: string }>('select time_zone as zone from accounts where id = $1', [
    accountId,
  ])
  return account?.zone ?? 'UTC'
}

/** When days begin. */
export async function momentsOf(tx: Tx, zone: string, days: readonly string[]): Promise<Date[]> {
  const rows = await tx.query<{ at: Date }>(
    'select d.day::timestamp at time zone $2 as at from unnest($1::date[]) with ordinality d (day, nth) order by d.nth',
    [days, zone],
  )
  return rows.map(({ at }) => at)
}

/** The clock of now on the calendar of the period before, to the quarter of an hour that totals are kept by. */
export async function pointBefore(tx: Tx, zone: string, shift: string): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>(
    "select date_bin('15 minutes', ($1::timestamptz at time zone $2 - $3::interval) at time zone $2, '2000-01-01T00:00:00Z') as at",
    [now(), zone, shift],
  )
  return row?.at ?? now()
}

/** The days at which a bar begins. By the hour it is each day: its hours are counted from its midnight. */
function daysFrom(first: string, end: string, step: SpendStep): string[] {
  const days: string[] = []
  const next = (day: string) => (step === 'month' ? addMonths(firstOfMonth(day), 1) : addDays(day, 1))
  for (let day = first; day < end; day = next(day)) days.push(day)
  return days
}

/** A day of 23 or 25 hours has as many bars. */
function intoBars(starts: readonly Date[], step: SpendStep): Bar[] {
  return starts.slice(0, -1).flatMap((from, nth) => {
    const until = starts[nth + 1] ?? from
    if (step !== 'hour') return [{ from, until }]
    const hours = Math.ceil((until.getTime() - from.getTime()) / HOUR_MS)
    return Array.from({ length: hours }, (_, hour) => ({
      from: new Date(from.getTime() + hour * HOUR_MS),
      until: new Date(Math.min(from.getTime() + (hour + 1) * HOUR_MS, until.getTime())),
    }))
  })
}

export function earlier(one: Date, other: Date): Date {
  return new Date(Math.min(one.getTime(), other.getTime()))
}
