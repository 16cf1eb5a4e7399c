import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { dayOf } from '#lib/zoned-day.ts'
import { type DaySpend, type Forecast, forecastMonth } from './forecast-month.ts'
import { SPEND_BY_DAY } from './spend.sql.ts'
import { earlier, momentsOf, pointBefore, zoneOf } from './spend-span.ts'
import { sumOfTime } from './sum-of-time.ts'
import { addDays, addMonths, firstOfMonth } from './written-days.ts'

export type Month = {
  zone: string
  /** The first of this month, as a day. */
  first: string
  nanos: bigint
  /** At the same point of the month before, and all of it. */
  beforeNanos: bigint
  wholeBeforeNanos: bigint
  forecast: Forecast | null
  availableNanos: bigint
  heldNanos: bigint
  /** What a day costs by the last weeks, and how long the available balance lasts so; null: nothing was spent. */
  dayNanos: bigint
  lastsDays: number | null
}

const LOOK_BACK_DAYS = 28

type Numbers = { due: bigint; due_count: bigint; monthly: bigint }

/** This month so far, against the last one, and where it goes from here. */
export async function readMonth(scope: Scope): Promise<Month> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const zone = await zoneOf(tx, scope.accountId)
    const today = dayOf(now(), zone)
    const first = firstOfMonth(today)
    const before = addMonths(first, -1)
    const lookBack = addDays(today, -LOOK_BACK_DAYS)
    const [monthFrom, beforeFrom, nextFrom, lookFrom] = await momentsOf(tx, zone, [
      first,
      before,
      addMonths(first, 1),
      lookBack,
    ])
    if (!monthFrom || !beforeFrom || !nextFrom || !lookFrom) throw new Error('a month without a beginning')
    const point = await pointBefore(tx, zone, '1 month')
    const [rows, atPoint, [numbers], [balance], [oldest]] = await Promise.all([
      tx.query<{ at: Date; nanos: bigint; fees: bigint }>(SPEND_BY_DAY, [
        scope.accountId,
        earlier(beforeFrom, lookFrom),
      ]),
      sumOfTime(tx, scope, { from: beforeFrom, until: earlier(point, monthFrom), zone }),
      tx.query<Numbers>(
        `select coalesce(sum(monthly_nanos) filter (where next_charge_at < $2), 0)::bigint as due,
           count(*) filter (where next_charge_at < $2 and monthly_nanos > 0) as due_count, coalesce(sum(monthly_nanos), 0)::bigint as monthly
         from numbers where account_id = $1 and released_at is null`,
        [scope.accountId, nextFrom],
      ),
      tx.query<{ available: bigint; held: bigint }>(
        'select available_nanos as available, held_nanos as held from balances where account_id = $1',
        [scope.accountId],
      ),
      tx.query<{ at: Date }>(
        `select at from spend_totals where account_id = $1 and dimension = 'line' and level = 'day' order by at limit 1`,
        [scope.accountId],
      ),
    ])
    const days = rows.map((row): DaySpend & { at: Date } => ({ ...row, day: dayOf(row.at, zone) }))
    const since = oldest ? maxDay(lookBack, dayOf(oldest.at, zone)) : today
    const nanos = sum(days.filter(({ day }) => day >= first))
    const forecast = forecastMonth({
      today,
      since,
      days,
      nanos,
      due: { nanos: numbers?.due ?? 0n, numbers: Number(numbers?.due_count ?? 0n) },
    })
    const dayNanos = (forecast?.dayNanos ?? 0n) + (numbers?.monthly ?? 0n) / 30n
    const availableNanos = balance?.available ?? 0n
    return {
      zone,
      first,
      nanos,
      beforeNanos: atPoint.nanos,
      wholeBeforeNanos: sum(days.filter(({ day }) => day >= before && day < first)),
      forecast,
      availableNanos,
      heldNanos: balance?.held ?? 0n,
      dayNanos,
      lastsDays: dayNanos > 0n && availableNanos > 0n ? Number(availableNanos / dayNanos) : null,
    }
  })
}

function sum(days: readonly { nanos: bigint }[]): bigint {
  return days.reduce((all, { nanos }) => all + nanos, 0n)
}

function maxDay(one: string, other: string): string {
  return one > other ? one : other
}
